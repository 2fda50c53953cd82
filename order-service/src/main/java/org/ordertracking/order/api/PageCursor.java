package org.ordertracking.order.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.ordertracking.events.Formats;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;
import org.ordertracking.order.domain.OrderSummary;
import org.ordertracking.order.store.PageEnd;

/** Where a page ended, as an opaque text in URLs. */
final class PageCursor {

    /** Bounds within which every database can compare times. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private PageCursor() {}

    static String behind(OrderSummary last) {
        return behind(last.placedAt(), last.id());
    }

    /** Behind an order in a list that is sorted by a time, and by id where times are equal. */
    static String behind(Instant time, String orderId) {
        String text = time + "|" + orderId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Where a page begins.
     *
     * @param first with what the list begins, for the remedy
     * @throws ProblemException when the text is no cursor of ours
     */
    static PageEnd require(String cursor, String first) {
        return parse(cursor)
                .orElseThrow(() -> new ProblemException(Problem.withFields(
                        CommonProblem.INVALID_REQUEST,
                        List.of(new Problem.FieldError(
                                "cursor",
                                "the next of an earlier page",
                                "Leave it out to start with " + first + ".")))));
    }

    /** Empty when the text is no cursor of ours. */
    static Optional<PageEnd> parse(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split("\\|", 2);
            if (parts.length != 2 || !parts[1].matches(Formats.ID)) {
                return Optional.empty();
            }
            Instant placedAt = Instant.parse(parts[0]);
            return placedAt.isBefore(EARLIEST) || placedAt.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(new PageEnd(placedAt, parts[1]));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
