package org.ordertracking.benchmarks.workload;

import java.util.Map;

/**
 * What one run of a workload gave.
 *
 * @param values by id of the row
 * @param records how many records went through the broker, for its processor time per record; 0 where that says nothing
 */
public record Outcome(Map<String, Double> values, long records) {

    static Outcome of(String row, double value, long records) {
        return new Outcome(Map.of(row, value), records);
    }
}
