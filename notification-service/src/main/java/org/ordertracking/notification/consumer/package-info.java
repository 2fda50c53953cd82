/** What this service hears from the log. Thin: each event is handed on. */
package org.ordertracking.notification.consumer;
