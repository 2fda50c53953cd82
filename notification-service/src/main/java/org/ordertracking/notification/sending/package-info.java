/** Takes due notifications to their channels: bounded threads, retries, and a record of every attempt. */
package org.ordertracking.notification.sending;
