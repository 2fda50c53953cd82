/** What makes an order suspect, as plain Java: what a card did, and what is unlike it. */
package org.ordertracking.order.screening.rule;
