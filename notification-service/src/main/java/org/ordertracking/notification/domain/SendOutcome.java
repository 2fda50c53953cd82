package org.ordertracking.notification.domain;

import java.time.Duration;

/** What came of handing one message to its channel. */
public sealed interface SendOutcome {

    /** Characters of a reason or remark; providers answer with whole pages at times. */
    int MAX_TEXT = 500;

    /**
     * Taken over; nothing more to do here.
     *
     * @param via what took it, for example {@code in-app inbox} or {@code smtp.example.org:25}
     * @param remark what else there is to say, for example the provider's id; null when nothing
     */
    record Accepted(String via, String remark) implements SendOutcome {
        public Accepted {
            via = shortened(via);
            remark = remark == null ? null : shortened(remark);
        }
    }

    /** Refused in a way that trying again would not change, for example an address that does not exist. */
    record Refused(String reason) implements SendOutcome {
        public Refused {
            reason = shortened(reason);
        }
    }

    /**
     * Not now, or nobody knows: worth another attempt.
     *
     * @param askedFor how long the provider asked to be left alone, from 0 to {@link #LONGEST_WAIT}; null when it did not
     */
    record Unavailable(String reason, Duration askedFor) implements SendOutcome {

        /** Longer than this no provider is left alone: news of a parcel is of no use days later. */
        public static final Duration LONGEST_WAIT = Duration.ofHours(12);

        public Unavailable {
            reason = shortened(reason);
            if (askedFor != null) {
                askedFor = askedFor.isNegative()
                        ? Duration.ZERO
                        : askedFor.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : askedFor;
            }
        }

        /** Without a word on how long. */
        public Unavailable(String reason) {
            this(reason, null);
        }
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (line.isEmpty()) {
            return "no reason given";
        }
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT - 1) + "…";
    }
}
