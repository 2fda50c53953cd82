/**
 * The control room: the flow as it is now, on one page, with what operators do about it. It looks on and changes no order; what it
 * sets going goes through the same doors as the API.
 */
package org.ordertracking.order.controlroom;
