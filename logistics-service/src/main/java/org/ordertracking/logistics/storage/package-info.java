/** The tables of logistics. SQL that PostgreSQL and H2 both run; every method works in the caller's transaction. */
package org.ordertracking.logistics.storage;
