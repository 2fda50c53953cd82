package org.ordertracking.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ordertracking.demo.EventStreamParser.StreamEvent;

class EventStreamParserTest {

    private final EventStreamParser parser = new EventStreamParser();

    @Test
    void anEventEndsWithAnEmptyLine() {
        assertThat(events("event: step", "id: 7", "data: {}", "")).containsExactly(new StreamEvent("step", "7", "{}"));
    }

    @Test
    void whatIsNotEndedIsNoEventYet() {
        assertThat(events("event: step", "data: {}")).isEmpty();
    }

    @Test
    void linesOfDataAreJoined() {
        assertThat(events("data: one", "data: two", "")).containsExactly(new StreamEvent("message", "", "one\ntwo"));
    }

    @Test
    void theSpaceAfterTheColonIsOptional() {
        assertThat(events("event:end", "data:  x", "")).containsExactly(new StreamEvent("end", "", " x"));
    }

    @Test
    void commentsAndUnknownFieldsAreSkipped() {
        assertThat(events(": still here", "", "retry: 100", "colour: red", "data: x", ""))
                .containsExactly(new StreamEvent("message", "", "x"));
    }

    @Test
    void anIdHoldsUntilTheNextButANameDoesNot() {
        assertThat(events("event: step", "id: 7", "data: a", "", "data: b", ""))
                .containsExactly(new StreamEvent("step", "7", "a"), new StreamEvent("message", "7", "b"));
    }

    private List<StreamEvent> events(String... lines) {
        return List.of(lines).stream()
                .map(parser::line)
                .flatMap(Optional::stream)
                .toList();
    }
}
