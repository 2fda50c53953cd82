/** What the service does, one transaction each: takes and cancels orders, and follows them through the log. */
package org.ordertracking.order.application;
