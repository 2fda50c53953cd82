/**
 * What the pages ask the other services over HTTP. Nothing of the order flow uses it: an order needs the log and its own database,
 * and nobody else to be there.
 */
package org.ordertracking.order.neighbours;
