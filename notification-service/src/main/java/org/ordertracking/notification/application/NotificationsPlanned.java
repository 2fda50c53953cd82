package org.ordertracking.notification.application;

/** Said inside this process when a transaction has planned notifications, for those who send them. */
public record NotificationsPlanned(String orderId) {}
