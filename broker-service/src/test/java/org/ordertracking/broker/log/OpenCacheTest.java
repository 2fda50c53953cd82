package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenCacheTest {

    private final List<String> events = new ArrayList<>();
    private final OpenCache<String, Thing> cache = new OpenCache<>(2, thing -> !thing.broken);

    private final class Thing implements AutoCloseable {
        private final String name;
        private boolean broken;

        Thing(String name) {
            this.name = name;
            events.add("open " + name);
        }

        @Override
        public void close() {
            events.add("close " + name);
        }
    }

    private OpenCache.Lease<Thing> lease(String name) throws IOException {
        return cache.lease(name, () -> new Thing(name));
    }

    @Test
    void aThingIsOpenedOnceAndShared() throws IOException {
        try (OpenCache.Lease<Thing> first = lease("a");
                OpenCache.Lease<Thing> second = lease("a")) {
            assertThat(first.value()).isSameAs(second.value());
        }
        assertThat(events).containsExactly("open a");
    }

    @Test
    void whatIsNotOpenIsNotOpenedForWhoOnlyTakesWhatIsThere() throws IOException {
        assertThat(cache.leaseOpen("a")).isNull();
        assertThat(events).isEmpty();

        lease("a").close();

        OpenCache.Lease<Thing> second = cache.leaseOpen("a");
        cache.remove("a");
        assertThat(events).as("held by who took it").containsExactly("open a");

        second.close();
        assertThat(events).containsExactly("open a", "close a");
    }

    @Test
    void whatIsOpenButBrokenIsNotLent() throws IOException {
        try (OpenCache.Lease<Thing> first = lease("a")) {
            first.value().broken = true;

            assertThat(cache.leaseOpen("a")).isNull();
        }
    }

    @Test
    void theLeastRecentlyUsedIsClosedWhenThereAreTooMany() throws IOException {
        lease("a").close();
        lease("b").close();
        lease("a").close();
        lease("c").close();

        assertThat(events).containsExactly("open a", "open b", "close b", "open c");
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void aThingInUseIsClosedByItsLastUser() throws IOException {
        OpenCache.Lease<Thing> lease = lease("a");
        cache.remove("a");
        lease("a").close();
        assertThat(events).containsExactly("open a", "open a");

        lease.close();
        lease.close();
        assertThat(events).containsExactly("open a", "open a", "close a");
    }

    @Test
    void aBrokenThingIsReplaced() throws IOException {
        try (OpenCache.Lease<Thing> lease = lease("a")) {
            lease.value().broken = true;
        }
        try (OpenCache.Lease<Thing> lease = lease("a")) {
            assertThat(lease.value().broken).isFalse();
        }
        assertThat(events).containsExactly("open a", "close a", "open a");
    }

    @Test
    void whatCannotBeOpenedIsTriedAgain() throws IOException {
        assertThatThrownBy(() -> cache.lease("a", () -> {
                    throw new IOException("injected");
                }))
                .hasMessage("injected");
        assertThat(cache.size()).isZero();

        lease("a").close();
        assertThat(events).containsExactly("open a");
    }

    @Test
    void closingTheCacheLeavesWhatIsLentToItsUsers() throws IOException {
        OpenCache.Lease<Thing> lease = lease("a");
        lease("b").close();

        cache.close();
        assertThat(events).containsExactly("open a", "open b", "close b");

        lease.close();
        assertThat(events).endsWith("close a");
    }
}
