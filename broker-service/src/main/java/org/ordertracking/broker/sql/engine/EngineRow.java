package org.ordertracking.broker.sql.engine;

/**
 * A record as the engine gets it.
 *
 * @param timestampMillis null when the record has none
 * @param key null for none
 * @param headers a JSON object of texts
 * @param value null for none
 * @param object whether the value is a JSON object whose fields are columns
 */
public record EngineRow(
        int partition, long offset, Long timestampMillis, String key, String headers, String value, boolean object) {}
