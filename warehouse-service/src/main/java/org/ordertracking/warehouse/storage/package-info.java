/** The warehouse's tables. SQL that PostgreSQL and H2 both run; every method works in the caller's transaction. */
package org.ordertracking.warehouse.storage;
