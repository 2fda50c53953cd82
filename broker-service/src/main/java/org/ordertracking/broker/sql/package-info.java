/**
 * SQL over topics: reads records off the logs, hands them to an engine in another process, and answers with what it computes. Above
 * {@code records}, {@code topic} and {@code log}; knows nothing of HTTP.
 */
package org.ordertracking.broker.sql;
