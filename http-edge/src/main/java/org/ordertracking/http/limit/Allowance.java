package org.ordertracking.http.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;

/**
 * What is left to a client after a request.
 *
 * @param granted whether the request is within the limit
 * @param left requests that may follow at once
 * @param retryAfter until the next one may come; zero while some are left
 * @param full until all may come at once again
 */
public record Allowance(
        RequestKind kind, int quota, Duration period, boolean granted, long left, Duration retryAfter, Duration full) {

    static Allowance of(RequestKind kind, int quota, Duration period, ConsumptionProbe probe) {
        return new Allowance(
                kind,
                quota,
                period,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** {@code RateLimit} and {@code RateLimit-Policy} as draft-ietf-httpapi-ratelimit-headers-10 has them. */
    public Map<String, String> headers() {
        String name = "\"" + kind.label() + "\"";
        return Map.of(
                "RateLimit-Policy", name + ";q=" + quota + ";w=" + period.toSeconds(),
                "RateLimit", name + ";r=" + left + ";t=" + seconds(full));
    }

    /** {@code Retry-After}, never less than a second. */
    public String retryAfterSeconds() {
        return Long.toString(Math.max(1, seconds(retryAfter)));
    }

    private static long seconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
