package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private static final int LIMIT = 100;

    private final ByteBudget memory = new ByteBudget(LIMIT);
    private final List<String> granted = new ArrayList<>();

    @Test
    void bytesAreReservedUpToTheLimit() {
        assertThat(reserve(60, "a")).isTrue();
        assertThat(reserve(40, "b")).isTrue();
        assertThat(reserve(1, "c")).isFalse();

        assertThat(memory.held()).isEqualTo(LIMIT);
        assertThat(memory.waiting()).isEqualTo(1);
        assertThat(granted).isEmpty();
    }

    @Test
    void whoWaitsIsServedWhenBytesAreReleased() {
        reserve(100, "a");
        reserve(30, "b");
        reserve(30, "c");

        memory.release(100);

        assertThat(granted).containsExactly("b", "c");
        assertThat(memory.held()).isEqualTo(60);
    }

    @Test
    void nobodyOvertakesWhoWaitsLonger() {
        reserve(80, "a");
        reserve(50, "large");
        assertThat(reserve(10, "small")).as("would fit, but comes later").isFalse();

        memory.release(80);

        assertThat(granted).containsExactly("large", "small");
    }

    @Test
    void whatIsLargerThanTheLimitGetsInAlone() {
        assertThat(reserve(500, "oversized")).isTrue();
        assertThat(reserve(0, "nothing at all")).isFalse();

        memory.release(500);

        assertThat(granted).containsExactly("nothing at all");
        assertThat(memory.held()).isZero();
    }

    @Test
    void whatIsLargerThanTheLimitWaitsUntilNothingIsHeld() {
        reserve(1, "a");
        reserve(1, "b");
        assertThat(reserve(500, "oversized")).isFalse();

        memory.release(1);
        assertThat(granted).isEmpty();

        memory.release(1);
        assertThat(granted).containsExactly("oversized");
    }

    @Test
    void whoIsServedMayReleaseAtOnce() {
        reserve(100, "a");
        memory.reserve(50, () -> memory.release(50));
        reserve(100, "c");

        memory.release(100);

        assertThat(granted).containsExactly("c");
        assertThat(memory.held()).isEqualTo(100);
    }

    @Property(tries = 300)
    void theLimitHoldsAndAllAreServedInTheirOrder(@ForAll @Size(max = 50) List<@IntRange(max = 150) Integer> sizes) {
        ByteBudget tested = new ByteBudget(LIMIT);
        Deque<Integer> holders = new ArrayDeque<>();
        List<Integer> served = new ArrayList<>();
        for (int size : sizes) {
            Runnable grant = () -> {
                holders.add(size);
                served.add(size);
            };
            if (tested.reserve(size, grant)) {
                grant.run();
            }
            assertWithinLimit(tested, holders);
            if (holders.size() > 2) {
                tested.release(holders.remove());
                assertWithinLimit(tested, holders);
            }
        }
        while (!holders.isEmpty()) {
            tested.release(holders.remove());
            assertWithinLimit(tested, holders);
        }
        assertThat(served).isEqualTo(sizes);
        assertThat(tested.held()).isZero();
    }

    private static void assertWithinLimit(ByteBudget tested, Deque<Integer> holders) {
        assertThat(tested.held())
                .isEqualTo(holders.stream().mapToInt(Integer::intValue).sum());
        long nonEmpty = holders.stream().filter(size -> size > 0).count();
        assertThat(tested.held() <= LIMIT || nonEmpty == 1).isTrue();
    }

    private boolean reserve(int bytes, String name) {
        return memory.reserve(bytes, () -> granted.add(name));
    }
}
