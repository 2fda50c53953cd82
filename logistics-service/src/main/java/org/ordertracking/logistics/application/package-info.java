/** What logistics does: each use case is one transaction over domain, tables and outbox. */
package org.ordertracking.logistics.application;
