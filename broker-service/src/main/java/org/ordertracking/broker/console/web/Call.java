package org.ordertracking.broker.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ordertracking.broker.console.ProblemException;
import org.ordertracking.broker.console.Problems;

/** One request to the API: its parameters, each with its bounds. What is not within them is a {@link ProblemException} that says so. */
final class Call {
    private static final int LONGEST_TEXT = 4_000;

    private final RoutingContext context;
    private final Supplier<ObjectMapper> json;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** To be made on the request's event loop; used on any thread, by one at a time. */
    Call(RoutingContext context, Supplier<ObjectMapper> json) {
        this.context = context;
        this.json = json;
        context.addEndHandler(ended -> over.complete(null));
    }

    /**
     * Has something done once the request is answered or its client has gone away; at once when that has happened already.
     *
     * @param action must not block: it may be done on the event loop
     */
    void whenOver(Runnable action) {
        over.thenRun(action);
    }

    RoutingContext context() {
        return context;
    }

    /** A part of the path. */
    String part(String name) {
        return context.pathParam(name);
    }

    /** A part of the path that is a number. */
    long partNumber(String name, long most) {
        return within(name, part(name), 0, most);
    }

    /** A parameter; empty when it is not there or has no value. */
    Optional<String> text(String name) {
        List<String> values = context.queryParam(name);
        if (values.size() > 1) {
            throw Problems.invalid(name, "given once", "Leave all but one out.");
        }
        Optional<String> value = values.stream().findFirst().filter(text -> !text.isEmpty());
        if (value.isPresent() && value.get().length() > LONGEST_TEXT) {
            throw Problems.invalid(name, "at most %d characters".formatted(LONGEST_TEXT), "Shorten it.");
        }
        return value;
    }

    /** A number; empty when it is not there. */
    OptionalLong number(String name, long least, long most) {
        Optional<String> value = text(name);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(within(name, value.get(), least, most));
    }

    int number(String name, int fallback, int least, int most) {
        return (int) number(name, least, most).orElse(fallback);
    }

    boolean flag(String name, boolean fallback) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return fallback;
        }
        return switch (value.get()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problems.invalid(name, "true or false", "Use one of these, or leave it out.");
        };
    }

    /** One of a few words: the constants of an enum in lower case. */
    <E extends Enum<E>> E choice(String name, Class<E> choices, E fallback) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return fallback;
        }
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> word(choice).equals(value.get()))
                .findFirst()
                .orElseThrow(() -> Problems.invalid(
                        name,
                        Arrays.stream(choices.getEnumConstants())
                                .map(Call::word)
                                .collect(Collectors.joining(", ")),
                        "Use one of these, or leave it out."));
    }

    /** A time, as milliseconds of the epoch or as in ISO 8601. */
    OptionalLong time(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            String text = value.get();
            return OptionalLong.of(
                    text.chars().allMatch(Character::isDigit)
                            ? Long.parseLong(text)
                            : Instant.parse(text).toEpochMilli());
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException invalid) {
            throw Problems.invalid(
                    name,
                    "milliseconds of the epoch, or a time such as 2026-01-31T12:00:00Z",
                    "Give it in one of these forms.");
        }
    }

    /** The body, from JSON. */
    <T> T body(Class<T> type) {
        String body = context.body() == null ? null : context.body().asString();
        if (body == null || body.isBlank()) {
            throw Problems.invalid("body", "a JSON object", "Send one, as application/json.");
        }
        try {
            T read = json.get().readValue(body, type);
            if (read == null) {
                throw Problems.invalid("body", "a JSON object", "Send one, as application/json.");
            }
            return read;
        } catch (JsonProcessingException unreadable) {
            throw Problems.invalid(
                    "body", "JSON as the API's description says: " + unreadable.getOriginalMessage(), "Mend it.");
        }
    }

    private static long within(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw Problems.invalid(
                name,
                most == Long.MAX_VALUE
                        ? "a whole number from %d".formatted(least)
                        : "a whole number from %d to %d".formatted(least, most),
                "Give it within these bounds.");
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
