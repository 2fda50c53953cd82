/** The SQL engine (DuckDB) in a process of its own, and how the broker speaks with it. Nothing here knows topics or logs. */
package org.ordertracking.broker.sql.engine;
