/**
 * Screens orders for payment fraud, as a stream: reads {@code orders}, remembers what each card does, and writes a verdict on each
 * order to {@code order-screenings}.
 */
package org.ordertracking.order.screening;
