/**
 * What a notification is and how it ends. Plain Java; it knows neither the log, nor the database, nor any provider.
 */
package org.ordertracking.notification.domain;
