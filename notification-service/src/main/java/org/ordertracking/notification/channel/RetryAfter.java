package org.ordertracking.notification.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header {@code Retry-After} (RFC 9110): seconds, or a date. */
final class RetryAfter {

    /** More digits than this are no number of seconds that anybody means, and would overflow. */
    private static final String SECONDS = "[0-9]{1,9}";

    private RetryAfter() {}

    /**
     * How long to wait.
     *
     * @param header null when there was none
     * @return empty when the header says nothing that can be understood; never less than nothing
     */
    static Optional<Duration> of(String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        String value = header.strip();
        if (value.matches(SECONDS)) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isBefore(now) ? Duration.ZERO : Duration.between(now, until));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
