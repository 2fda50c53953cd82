/** The service's tables. SQL that PostgreSQL and H2 both run. */
package org.ordertracking.notification.storage;
