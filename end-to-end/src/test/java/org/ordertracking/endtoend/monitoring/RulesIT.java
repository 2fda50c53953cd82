package org.ordertracking.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** Prometheus' own tool on the rules: they are well-formed, and each alert fires when it should and not before. */
@Tag("monitoring")
class RulesIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @ParameterizedTest
    @MethodSource("ruleFiles")
    void rulesAreWellFormed(Path file) {
        succeeds(PrometheusServer.tool(PROCESSES, "check-" + file.getFileName(), "check", "rules", file.toString()));
    }

    @ParameterizedTest
    @MethodSource("testFiles")
    void alertsFireWhenTheyShouldAndNotBefore(Path file) {
        succeeds(PrometheusServer.tool(PROCESSES, "test-" + file.getFileName(), "test", "rules", file.toString()));
    }

    private static void succeeds(ChildProcess tool) {
        assertThat(tool.awaitExit(Duration.ZERO))
                .as(String.join("\n", tool.output().lines())
                        + String.join("\n", tool.errors().lines()))
                .isZero();
    }

    static Stream<Path> ruleFiles() {
        return ShippedRules.files().stream();
    }

    static Stream<Path> testFiles() {
        return ObservabilityFiles.in("rules-tests", ".yml").stream();
    }
}
