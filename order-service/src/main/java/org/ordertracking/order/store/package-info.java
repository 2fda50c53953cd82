/** Orders, timelines, products and idempotency keys in the database, in SQL that H2 and PostgreSQL read alike. */
package org.ordertracking.order.store;
