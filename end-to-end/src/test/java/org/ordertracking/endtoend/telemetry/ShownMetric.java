package org.ordertracking.endtoend.telemetry;

import java.util.Comparator;
import java.util.Set;

/**
 * A family of series.
 *
 * @param type counter, gauge or histogram
 * @param labels their names, without the bound of a bucket
 */
record ShownMetric(String name, String type, Set<String> labels) implements Comparable<ShownMetric> {

    private static final Comparator<ShownMetric> ORDER =
            Comparator.comparing(ShownMetric::name).thenComparing(ShownMetric::toString);

    @Override
    public int compareTo(ShownMetric other) {
        return ORDER.compare(this, other);
    }
}
