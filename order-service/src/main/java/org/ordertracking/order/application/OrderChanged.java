package org.ordertracking.order.application;

/** Something about an order is new: its state, or its timeline. For observers after the transaction. */
public record OrderChanged(String orderId) {}
