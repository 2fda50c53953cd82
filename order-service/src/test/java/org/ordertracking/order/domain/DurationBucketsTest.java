package org.ordertracking.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DurationBucketsTest {

    private static final long MONTH = 31L * 24 * 3600 * 1000;

    @Test
    void ofNothingThereIsNoPercentile() {
        assertThat(DurationBuckets.percentile(new TreeMap<>(), 0.5)).isEmpty();
    }

    @Property
    void aPercentileIsAtMostTwoPercentOff(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 100, max = MONTH) Long> millis) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        millis.forEach(one -> counts.merge(DurationBuckets.of(Duration.ofMillis(one)), 1L, Long::sum));
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);

        for (double share : new double[] {0.5, 0.95, 1}) {
            long exact = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
            long read = DurationBuckets.percentile(counts, share).orElseThrow().toMillis();

            // A millisecond more for rounding to whole ones.
            assertThat((double) read).isBetween(exact * 0.98 - 1, exact * 1.02 + 1);
        }
    }
}
