package org.ordertracking.messaging.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class DatabaseSampleTest {

    private final Deque<Supplier<Integer>> answers = new ArrayDeque<>();
    private final DatabaseSample<Integer> sample = new DatabaseSample<>(
            "The shelf",
            Logger.getLogger(DatabaseSampleTest.class),
            0,
            () -> answers.remove().get());

    @Test
    void itShowsWhatWasFoundLast() {
        answers.addAll(List.of(() -> 3, () -> 5));
        assertThat(sample.last()).isZero();

        sample.take();
        assertThat(sample.last()).isEqualTo(3);

        sample.take();
        assertThat(sample.last()).isEqualTo(5);
    }

    @Test
    void whileTheDatabaseIsAwayTheLastFindStays() {
        answers.addAll(List.of(() -> 3, DatabaseSampleTest::away, () -> 4));
        sample.take();

        sample.take();
        assertThat(sample.last()).isEqualTo(3);

        sample.take();
        assertThat(sample.last()).isEqualTo(4);
    }

    private static Integer away() {
        throw new IllegalStateException("no connection");
    }
}
