package org.ordertracking.order.store;

import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Rows of a view's generation, deleted in parts. */
final class GenerationRows {

    private GenerationRows() {}

    /**
     * Deletes the rows of some keys, from the first table that has any.
     *
     * @param keyOfTables a column of each table; all rows of one key go together
     * @return how many rows were deleted; 0 when none is left in any table
     */
    static int forget(Jdbi jdbi, Map<String, String> keyOfTables, long generation, int limit) {
        for (var table : keyOfTables.entrySet()) {
            String name = table.getKey();
            String key = table.getValue();
            int deleted = jdbi.withHandle(handle -> handle.createUpdate("DELETE FROM " + name
                            + " WHERE generation = :generation AND " + key + " IN (SELECT " + key + " FROM " + name
                            + " WHERE generation = :generation LIMIT :limit)")
                    .bind("generation", generation)
                    .bind("limit", limit)
                    .execute());
            if (deleted > 0) {
                return deleted;
            }
        }
        return 0;
    }
}
