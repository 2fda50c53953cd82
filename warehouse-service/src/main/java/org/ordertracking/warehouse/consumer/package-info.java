/** What the warehouse hears from the log. Thin: each event is handed to its use case. */
package org.ordertracking.warehouse.consumer;
