package org.ordertracking.benchmarks.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.benchmarks.measure.Side;

class RunningBrokerTest {

    @TempDir
    private Path folder;

    private RunningBroker started(String script) throws IOException {
        List<String> command = List.of("sh", "-c", script);
        return RunningBroker.start(Side.KAFKA, command, Map.of(), folder, RunningBroker.freePort());
    }

    @Test
    void noPortIsGivenTwiceNorOneOfThoseForClients() throws IOException {
        int first = RunningBroker.freePort();
        int second = RunningBroker.freePort();

        assertThat(first).isNotEqualTo(second).isBetween(20_000, 31_999);
    }

    @Test
    void oneThatEndsInsteadOfListeningFailsWithItsLastErrors() throws Exception {
        try (RunningBroker broker = started("echo starting; echo ERROR the port is taken; echo shut down")) {
            assertThatThrownBy(broker::awaitListening)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the port is taken")
                    .hasMessageNotContainingAny("shut down");
        }
    }

    @Test
    void closingEndsTheProcess() throws Exception {
        RunningBroker broker = started("exec sleep 600");
        broker.close();

        assertThat(ProcessHandle.of(broker.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }
}
