/** What an order is and how it changes, the catalogue and the timeline: plain Java, no framework. */
package org.ordertracking.order.domain;
