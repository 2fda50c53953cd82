package org.ordertracking.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TourTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void sixStepsAreWalkedAndEverythingRunsAgain() throws Exception {
        try (FakeSuite suite = new FakeSuite()) {
            assertThat(walk(suite, "60")).isZero();

            assertThat(suite.done())
                    .containsExactly("stop logistics-service", "up", "discard L-2", "kill broker-service", "up");
        }
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(out.toString(UTF_8))
                .contains("1/6  Place an order", "✓  DELIVERED.")
                .contains("2/6", "✓  REJECTED.")
                .contains("3/6", "✓  CANCELLED.")
                .contains("4/6", "12 orders placed, logistics-service is 12 records behind.")
                .contains("5/6", "A record that is no event stands at stock / 1 / 7.", "another letter")
                .contains("6/6", "the order is taken, 1 event waits in the outbox.")
                .contains("All six seen");
    }

    @Test
    void whatIsNotSeenInTimeIsNamedAndWhatWasStoppedIsStarted() throws Exception {
        try (FakeSuite suite = new FakeSuite()) {
            suite.staysDeaf();

            assertThat(walk(suite, "3")).isEqualTo(1);

            assertThat(suite.done()).containsExactly("stop logistics-service", "up");
        }
        assertThat(err.toString(UTF_8))
                .isEqualTo(
                        "tour: the lag of logistics-service drains: not seen within 3 s; ./demo status and ./demo logs"
                                + " SERVICE tell more\n");
    }

    @Test
    void explainsACallThatItDoesNotUnderstand() throws Exception {
        assertThat(Tour.run(printer(out), printer(err), "--rate", "1")).isEqualTo(2);

        assertThat(err.toString(UTF_8)).contains("--rate").contains("usage: demo-client tour");
    }

    private int walk(FakeSuite suite, String patience) throws IOException, InterruptedException {
        TourOptions options = TourOptions.parse("--shop", suite.address().toString(), "--wait", patience);
        return new Tour(printer(out), printer(err), options, new Room(suite.address(), Optional.empty()), suite).walk();
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, UTF_8);
    }
}
