package org.ordertracking.messaging.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FaultSwitchesTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger dice = new AtomicInteger();
    private final FaultSwitches switches = new FaultSwitches(dice::get, meters);

    @Test
    void nothingGoesWrongAndNothingIsMeasuredUntilSomebodySwitches() {
        assertThatCode(switches::interfere).doesNotThrowAnyException();

        assertThat(switches.current()).isEqualTo(Faults.NONE);
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void asManyOfAHundredFailAsAreSet() {
        switches.set(new Faults(0, 5, false));

        List<Integer> failed = IntStream.range(0, 100)
                .filter(roll -> {
                    dice.set(roll);
                    return fails();
                })
                .boxed()
                .toList();

        assertThat(failed).containsExactly(0, 1, 2, 3, 4);
        assertThat(meters.counter("faults.injected", "kind", "fail").count()).isEqualTo(5);
    }

    @Test
    void withAHundredPercentAllFail() {
        dice.set(99);
        switches.set(new Faults(0, 100, false));

        assertThatThrownBy(switches::interfere)
                .isInstanceOf(InjectedFaultException.class)
                .hasMessageContaining("/admin/faults");
    }

    @Test
    void whatIsKeptBackGoesOnWhenItIsSwitchedOff() {
        switches.set(new Faults(0, 0, true));
        CompletableFuture<Void> event = interfereElsewhere();
        Awaitility.await().until(() -> keptBack() == 1);

        switches.set(Faults.NONE);

        assertThatCode(event::join).doesNotThrowAnyException();
    }

    @Test
    void whatIsKeptBackMeetsTheFaultsThatAreSetNext() {
        switches.set(new Faults(0, 0, true));
        CompletableFuture<Void> event = interfereElsewhere();
        Awaitility.await().until(() -> keptBack() == 1);

        switches.set(new Faults(0, 100, false));

        assertThatThrownBy(event::join).hasCauseInstanceOf(InjectedFaultException.class);
    }

    @Test
    void aStopOfTheProcessLetsGoWhatIsKeptBack() {
        switches.set(new Faults(0, 0, true));
        CompletableFuture<Void> event = interfereElsewhere();
        Awaitility.await().until(() -> keptBack() == 1);

        switches.stop(new ShutdownEvent());

        assertThatThrownBy(event::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the process stops while faults keep events back");
    }

    @Test
    void slownessEndsWhenItIsSwitchedOff() {
        switches.set(new Faults(Faults.MAX_SLOW_MILLIS, 0, false));
        CompletableFuture<Void> event = interfereElsewhere();
        Awaitility.await()
                .until(() -> meters.counter("faults.injected", "kind", "slow").count() == 1);

        switches.set(Faults.NONE);

        assertThatCode(event::join).doesNotThrowAnyException();
    }

    @Test
    void whatIsSetIsMeasured() {
        switches.set(new Faults(200, 5, true));

        assertThat(gauge("slow")).isEqualTo(200);
        assertThat(gauge("fail")).isEqualTo(5);
        assertThat(gauge("stop")).isEqualTo(1);
        switches.set(Faults.NONE);
        assertThat(gauge("stop")).isZero();
    }

    private boolean fails() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try {
            switches.interfere();
        } catch (InjectedFaultException | InterruptedException e) {
            failure.set(e);
        }
        return failure.get() instanceof InjectedFaultException;
    }

    private CompletableFuture<Void> interfereElsewhere() {
        return CompletableFuture.runAsync(() -> {
            try {
                switches.interfere();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private double keptBack() {
        return meters.counter("faults.injected", "kind", "stop").count();
    }

    private double gauge(String kind) {
        return meters.get("faults.set").tag("kind", kind).gauge().value();
    }
}
