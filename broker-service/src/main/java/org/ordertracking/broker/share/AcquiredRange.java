package org.ordertracking.broker.share;

import java.util.ArrayList;
import java.util.List;

/**
 * Adjacent records that a consumer got, all of them for the same time.
 *
 * @param first the first offset
 * @param last the last offset
 * @param deliveries how often they were delivered, this time included
 */
public record AcquiredRange(long first, long last, int deliveries) {

    long count() {
        return last - first + 1;
    }

    /** Puts ranges together while records are acquired, in order. */
    static final class Gathering {
        private final List<AcquiredRange> ranges = new ArrayList<>();
        private final int wantedCount;
        private long count;
        private boolean cut;

        /**
         * @param wantedCount how many records a range should have at least, where there are so many in a row
         */
        Gathering(int wantedCount) {
            this.wantedCount = wantedCount;
        }

        void add(long first, long last, int deliveries) {
            count += last - first + 1;
            AcquiredRange previous = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (previous != null && !cut && previous.last + 1 == first && previous.deliveries == deliveries) {
                ranges.set(ranges.size() - 1, new AcquiredRange(previous.first, last, deliveries));
            } else {
                ranges.add(new AcquiredRange(first, last, deliveries));
            }
            cut = false;
        }

        /** A batch ends here, so a range may. */
        void batchEnds() {
            cut = !ranges.isEmpty() && ranges.get(ranges.size() - 1).count() >= wantedCount;
        }

        long count() {
            return count;
        }

        List<AcquiredRange> ranges() {
            return List.copyOf(ranges);
        }
    }
}
