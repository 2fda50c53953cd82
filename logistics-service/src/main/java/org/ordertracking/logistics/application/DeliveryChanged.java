package org.ordertracking.logistics.application;

/** A delivery came to another state. For observers after the transaction. */
public record DeliveryChanged(String orderId) {}
