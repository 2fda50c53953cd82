package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;

import java.time.Duration;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clock that jumps back, as when a machine that was ahead is set right. */
class ClockJumpTest {
    private static final Duration BACK = Duration.ofDays(-2);
    private static final long PRODUCER = 7;
    private static final LogSettings KEEP_A_DAY = LogSettings.DEFAULT
            .withSegmentBytes(200)
            .withCleanup(
                    CleanupPolicy.NONE.withRetention(Duration.ofDays(1).toMillis(), CleanupPolicy.Retention.UNLIMITED));

    private final TestStore broker = new TestStore();

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void appendsGoOnAndNothingExpiresBeforeItsTime() {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        append(log, Batches.at(now(), "a"));
        append(log, Batches.at(now(), "b"));

        broker.clock.advance(BACK);
        append(log, Batches.at(now(), "c"));
        broker.store().cleaner().retain();

        assertThat(Batches.read(log)).containsExactly("0:a", "1:b", "2:c");
    }

    @Test
    void offsetsOfATopicThatIsStampedByTheBrokerGrowAlthoughItsTimestampsDoNot() {
        PartitionLog log = broker.orders(LogSettings.DEFAULT.withTimestampType(TimestampType.LOG_APPEND_TIME));
        Appended before = append(log, Batches.of("a"));

        broker.clock.advance(BACK);
        Appended after = append(log, Batches.of("b"));

        assertThat(after.baseOffset()).isEqualTo(before.lastOffset() + 1);
        assertThat(after.logAppendTime()).isLessThan(before.logAppendTime());
        assertThat(log.offsetForTimestamp(before.logAppendTime()))
                .hasValueSatisfying(found -> assertThat(found.offset()).isZero());
    }

    @Test
    void anIdempotentProducerIsStillKnownAlsoAfterARestart() {
        PartitionLog log = broker.orders();
        append(log, Batches.from(PRODUCER, 0, 0, "a"));

        broker.clock.advance(BACK);
        PartitionLog reopened = broker.kill().orders();

        assertThat(append(reopened, Batches.from(PRODUCER, 0, 0, "a")).duplicate())
                .isTrue();
        assertThat(append(reopened, Batches.from(PRODUCER, 0, 1, "b")).baseOffset())
                .isEqualTo(1);
    }

    private long now() {
        return broker.clock.millis();
    }
}
