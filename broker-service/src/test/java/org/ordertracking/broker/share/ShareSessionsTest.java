package org.ordertracking.broker.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidShareSessionEpochException;
import org.apache.kafka.common.errors.ShareSessionLimitReachedException;
import org.apache.kafka.common.errors.ShareSessionNotFoundException;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.share.ShareSessions.Member;

class ShareSessionsTest {
    private static final String CONNECTION = "first";
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final Uuid TOPIC = new Uuid(1, 1);
    private static final TopicIdPartition FIRST = new TopicIdPartition(TOPIC, 0, "topic");
    private static final TopicIdPartition SECOND = new TopicIdPartition(TOPIC, 1, "topic");

    private Instant now = Instant.EPOCH;
    private final ShareSessions sessions = new ShareSessions(2, IDLE, () -> now);

    @Test
    void aSessionRemembersItsPartitionsAndTakesChanges() {
        sessions.open(member(1), CONNECTION, List.of(FIRST));

        assertThat(sessions.next(member(1), 1, List.of(SECOND), Map.of())).containsExactly(FIRST, SECOND);
        assertThat(sessions.next(member(1), 2, List.of(), Map.of(TOPIC, Set.of(0))))
                .containsExactly(SECOND);
        assertThat(sessions.close(member(1))).contains(Set.of(SECOND));
    }

    @Test
    void aRequestThatIsNotTheNextOneIsRefusedAndChangesNothing() {
        sessions.open(member(1), CONNECTION, List.of(FIRST));

        assertThatThrownBy(() -> sessions.next(member(1), 2, List.of(SECOND), Map.of()))
                .isInstanceOf(InvalidShareSessionEpochException.class)
                .hasMessageContaining("at epoch 1, not 2");

        assertThat(sessions.next(member(1), 1, List.of(), Map.of())).containsExactly(FIRST);
    }

    @Test
    void whoHasNoSessionIsToldHowToBeginOne() {
        assertThatThrownBy(() -> sessions.next(member(1), 1))
                .isInstanceOf(ShareSessionNotFoundException.class)
                .hasMessageContaining("epoch 0");
    }

    @Test
    void oneMoreThanTheLimitIsRefusedWhileAllAreInUse() {
        sessions.open(member(1), CONNECTION, List.of(FIRST));
        sessions.open(member(2), CONNECTION, List.of(FIRST));

        assertThatThrownBy(() -> sessions.open(member(3), CONNECTION, List.of(FIRST)))
                .isInstanceOf(ShareSessionLimitReachedException.class)
                .hasMessageContaining("broker.share.max-sessions");
    }

    @Test
    void theLongestIdleMakesRoom() {
        sessions.open(member(1), CONNECTION, List.of(FIRST));
        sessions.open(member(2), CONNECTION, List.of(FIRST));
        now = now.plus(IDLE);
        sessions.next(member(1), 1);

        sessions.open(member(3), CONNECTION, List.of(FIRST));

        sessions.requireOpen(member(1));
        assertThatThrownBy(() -> sessions.requireOpen(member(2))).isInstanceOf(ShareSessionNotFoundException.class);
    }

    @Test
    void aSessionBelongsToTheConnectionThatOpenedIt() {
        sessions.open(member(1), CONNECTION, List.of(FIRST));
        sessions.open(member(2), "second", List.of(FIRST));

        assertThat(sessions.openedOver(CONNECTION)).containsExactly(member(1));
        assertThat(sessions.openedOver("third")).isEmpty();
        sessions.close(member(1));

        assertThat(sessions.openedOver(CONNECTION)).isEmpty();
    }

    @Test
    void aMemberThatComesBackOverAnotherConnectionDoesNotLoseItsSessionWithTheOldOne() {
        sessions.open(member(1), CONNECTION, List.of(FIRST));
        BooleanSupplier open = sessions.watch(member(1));

        sessions.open(member(1), "second", List.of(FIRST));

        assertThat(open.getAsBoolean()).isFalse();
        assertThat(sessions.openedOver(CONNECTION)).isEmpty();
        assertThat(sessions.openedOver("second")).containsExactly(member(1));
    }

    private static Member member(int number) {
        return new Member("group", new Uuid(0, number + 10));
    }
}
