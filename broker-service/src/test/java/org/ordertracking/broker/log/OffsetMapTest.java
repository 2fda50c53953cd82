package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OffsetMapTest {

    @Property(tries = 100)
    void holdsTheLastOffsetOfEachKeyAsAMapWould(@ForAll List<@IntRange(max = 50) Integer> keys) {
        OffsetMap map = new OffsetMap(1 << 16, keys.size());
        Map<Integer, Long> expected = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            assertThat(map.put(key("key " + keys.get(i)), i)).isTrue();
            expected.put(keys.get(i), (long) i);
        }

        assertThat(map.size()).isEqualTo(expected.size());
        expected.forEach((key, offset) -> assertThat(map.get(key("key " + key))).isEqualTo(offset));
        assertThat(map.get(key("another"))).isEqualTo(-1);
    }

    @Test
    void aFullMapTakesNoNewKeyButNewOffsetsOfThoseItHas() {
        OffsetMap map = new OffsetMap(10 * OffsetMap.SLOT_BYTES, 1_000);
        int keys = 0;
        while (map.put(key("key " + keys), keys)) {
            keys++;
        }

        assertThat(keys).isEqualTo(9);
        assertThat(map.isFull()).isTrue();
        assertThat(map.put(key("key 0"), 100)).isTrue();
        assertThat(map.get(key("key 0"))).isEqualTo(100);
        assertThat(map.get(key("key 9"))).isEqualTo(-1);
    }

    @Test
    void anyMemoryHoldsAtLeastOneKey() {
        OffsetMap map = new OffsetMap(1, 1_000);

        assertThat(map.put(key("a"), 0)).isTrue();
        assertThat(map.put(key("b"), 1)).isFalse();
        assertThat(map.get(key("b"))).isEqualTo(-1);
    }

    @Test
    void anEmptyKeyIsAKey() {
        OffsetMap map = new OffsetMap(1 << 10, 10);

        map.put(key(""), 7);

        assertThat(map.get(key(""))).isEqualTo(7);
    }

    private static ByteBuffer key(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
