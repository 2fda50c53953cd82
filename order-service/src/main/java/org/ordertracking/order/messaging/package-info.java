/** Reads the topics and hands what they say to the application, in the domain's words. */
package org.ordertracking.order.messaging;
