/** What the warehouse does: each use case is one transaction over domain, tables and outbox. */
package org.ordertracking.warehouse.application;
