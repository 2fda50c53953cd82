package org.ordertracking.order.neighbours;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** What became of a question to a neighbour: always a value, since a page shows what is missing and goes on. */
public sealed interface Answer {

    /**
     * It answered.
     *
     * @param body JSON; a null node when the answer had none (204)
     * @param took from asking to the whole answer
     */
    record Answered(JsonNode body, Duration took) implements Answer {}

    /**
     * It is there and did not do it.
     *
     * @param status 400 to 599
     * @param title of the problem, for example {@code Admin closed}
     * @param detail what happened
     * @param remedy what to do; empty when it says nothing of it
     */
    record Refused(int status, String title, String detail, Optional<String> remedy, Duration took) implements Answer {}

    /**
     * Nothing was heard of it, or nothing that could be understood.
     *
     * @param reason in words, to be read behind the name of the neighbour: {@code cannot be reached at http://localhost:8082}
     */
    record Away(String reason) implements Answer {}

    /** What was answered; empty when it was refused or nobody is there. */
    default Optional<JsonNode> found() {
        return this instanceof Answered answered ? Optional.of(answered.body()) : Optional.empty();
    }
}
