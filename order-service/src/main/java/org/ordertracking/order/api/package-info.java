/** The HTTP API: orders, products, the live stream. */
package org.ordertracking.order.api;
