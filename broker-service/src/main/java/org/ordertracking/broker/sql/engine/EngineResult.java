package org.ordertracking.broker.sql.engine;

import java.util.List;

/**
 * What a query has come to.
 *
 * @param rows each a JSON array, with a value for each column
 * @param cut whether there would have been more rows
 */
public record EngineResult(List<Column> columns, List<String> rows, boolean cut) {

    /**
     * @param name may be the same for several
     * @param type as the engine calls it, for example {@code BIGINT} or {@code STRUCT(sku VARCHAR)[]}
     */
    public record Column(String name, String type) {}
}
