package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogReplayTest {

    private final TestStore broker = new TestStore();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void everyBatchComesOnceAndInOrderOverAllSegments() {
        PartitionLog log = broker.orders(LogSettings.DEFAULT.withMaxMessageBytes(5 << 20));
        append(log, Batches.of("a", "b"));
        append(log, Batches.of("x".repeat(3 << 20)));
        TestStore.await(log.roll());
        append(log, Batches.together(Batches.of("c"), Batches.of("d", "e")));
        List<String> batches = new ArrayList<>();

        LogReplay.forEach(log, batch -> batches.add(batch.baseOffset() + " to " + batch.lastOffset()));

        assertThat(batches).containsExactly("0 to 1", "2 to 2", "3 to 3", "4 to 5");
    }

    @Test
    void anEmptyLogHasNothingToReplay() {
        LogReplay.forEach(broker.orders(), batch -> {
            throw new AssertionError(batch);
        });
    }
}
