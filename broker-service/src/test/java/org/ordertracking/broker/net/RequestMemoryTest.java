package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {
    private static final int LIMIT = 16_000;
    private static final int CONNECTIONS = 40;
    private static final int LARGE = 4_000;
    private static final int MEDIUM = 500;
    private static final int SMALL = LIMIT / 4 / CONNECTIONS;

    private final RequestMemory memory = new RequestMemory(LIMIT, CONNECTIONS);
    private final List<String> granted = new ArrayList<>();

    @Test
    void othersGetInWhileLargeRequestsWait() {
        reserve(LARGE, "a");
        reserve(LARGE, "b");
        assertThat(reserve(LARGE, "c")).as("half of all is for large ones").isFalse();

        assertThat(reserve(MEDIUM, "d")).isTrue();
        assertThat(reserve(SMALL, "e")).isTrue();
        assertThat(memory.held()).isEqualTo(2 * LARGE + MEDIUM + SMALL);
        assertThat(memory.waiting()).isEqualTo(1);
    }

    @Test
    void largeRequestsGetInWhileOthersWait() {
        while (reserve(MEDIUM, "medium")) {
            assertThat(memory.held()).isLessThanOrEqualTo(LIMIT / 4);
        }

        assertThat(reserve(LARGE, "large")).isTrue();
        assertThat(memory.held()).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void whenEveryConnectionHasBegunSomethingThereIsRoomForASmallRequestOfEach() {
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            reserve(MEDIUM, "medium");
        }
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            assertThat(reserve(SMALL, "small")).isTrue();
        }
        assertThat(reserve(SMALL, "one too many")).isFalse();
    }

    @Test
    void whatIsGivenBackGoesToWhoeverWaitsForItsKind() {
        reserve(LARGE, "a");
        reserve(LARGE, "b");
        reserve(LARGE, "c");

        memory.release(LARGE);

        assertThat(granted).containsExactly("c");
    }

    @Test
    void whatIsLargerThanAllGetsInBesideOthersButAloneAmongLargeOnes() {
        reserve(SMALL, "small");
        assertThat(reserve(2 * LIMIT, "huge")).isTrue();
        assertThat(reserve(2 * LIMIT, "as huge")).isFalse();

        memory.release(2 * LIMIT);

        assertThat(granted).containsExactly("as huge");
    }

    private boolean reserve(int bytes, String name) {
        return memory.reserve(bytes, () -> granted.add(name));
    }
}
