/** What logistics hears from the log. Thin: each event is handed to its use case. */
package org.ordertracking.logistics.consumer;
