package org.ordertracking.messaging.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class BatchedPurgeTest {

    private final BatchedPurge purge =
            new BatchedPurge(Logger.getLogger(BatchedPurgeTest.class), "old rows", 10, System::nanoTime);

    @Test
    void goesOnUntilABatchIsNotFull() {
        Queue<Integer> deleted = new ArrayDeque<>(List.of(10, 10, 3, 10));

        purge.run(deleted::remove);

        assertThat(deleted).containsExactly(10);
    }

    @Test
    void aFailureEndsTheRunAndTheNextOneTriesAgain() {
        Queue<Integer> deleted = new ArrayDeque<>(List.of(4));

        assertThatNoException()
                .isThrownBy(() -> purge.run(() -> {
                    throw new IllegalStateException("the database is away");
                }));
        purge.run(deleted::remove);

        assertThat(deleted).isEmpty();
    }
}
