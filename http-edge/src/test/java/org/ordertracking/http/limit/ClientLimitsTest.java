package org.ordertracking.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {

    private final HandClock clock = new HandClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ClientLimits limits = new ClientLimits(FixedLimits.few(), meters, clock);

    @Test
    void aClientMaySendItsQuotaAtOnceAndNoMore() {
        assertThat(IntStream.range(0, 5)
                        .mapToObj(
                                i -> limits.take("10.0.0.1", RequestKind.READS).granted()))
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void whatOneClientSentIsNotCountedToAnother() {
        exhaust("10.0.0.1", RequestKind.WRITES);

        assertThat(limits.take("10.0.0.2", RequestKind.WRITES).granted()).isTrue();
    }

    @Test
    void readsAndWritesAreCountedApart() {
        exhaust("10.0.0.1", RequestKind.WRITES);

        assertThat(limits.take("10.0.0.1", RequestKind.READS).granted()).isTrue();
    }

    @Test
    void aBucketFillsLittleByLittle() {
        exhaust("10.0.0.1", RequestKind.WRITES);

        clock.advance(Duration.ofSeconds(5));

        assertThat(limits.take("10.0.0.1", RequestKind.WRITES).granted()).isTrue();
        assertThat(limits.take("10.0.0.1", RequestKind.WRITES).granted()).isFalse();
    }

    @Test
    void aRefusalSaysWhenTheNextMayCome() {
        exhaust("10.0.0.1", RequestKind.WRITES);
        clock.advance(Duration.ofMillis(1500));

        Allowance refused = limits.take("10.0.0.1", RequestKind.WRITES);

        assertThat(refused.retryAfterSeconds()).isEqualTo("4");
        assertThat(refused.headers())
                .containsEntry("RateLimit-Policy", "\"writes\";q=2;w=10")
                .containsEntry("RateLimit", "\"writes\";r=0;t=9");
    }

    @Test
    void eachAnswerSaysHowManyAreLeft() {
        assertThat(limits.take("10.0.0.1", RequestKind.READS).headers())
                .containsEntry("RateLimit", "\"reads\";r=2;t=4");
    }

    @Test
    void toLookTakesNothing() {
        limits.look("10.0.0.1", RequestKind.WRONG_TOKENS);

        assertThat(limits.look("10.0.0.1", RequestKind.WRONG_TOKENS).left()).isEqualTo(2);
    }

    @Test
    void refusalsAreCounted() {
        exhaust("10.0.0.1", RequestKind.WRITES);
        limits.take("10.0.0.1", RequestKind.WRITES);

        assertThat(meters.counter("http.limits.refused", "kind", "writes").count())
                .isEqualTo(1);
    }

    @Test
    void theTableOfClientsIsBounded() {
        ClientLimits small = new ClientLimits(new FixedLimits(true, Duration.ofMinutes(1), 3, 2, 2, 10), meters, clock);

        IntStream.range(0, 10_000).forEach(i -> small.take("client " + i, RequestKind.READS));

        assertThat(small.remembered()).isLessThanOrEqualTo(30);
    }

    @Test
    void aLimitBelowOneIsRefusedByNameAtTheStart() {
        assertThatThrownBy(() ->
                        new ClientLimits(new FixedLimits(true, Duration.ofMinutes(1), 3, 0, 2, 10), meters, clock))
                .hasMessage("http.limits.writes is 0, set it to 1 or more");
        assertThatThrownBy(() -> new ClientLimits(new FixedLimits(true, Duration.ZERO, 3, 1, 2, 10), meters, clock))
                .hasMessageStartingWith("http.limits.period is PT0S");
    }

    private void exhaust(String client, RequestKind kind) {
        IntStream.range(0, 2)
                .forEach(i -> assertThat(limits.take(client, kind).granted()).isTrue());
    }
}
