package org.ordertracking.endtoend.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlavourTest {

    private static final Map<String, String> SETTINGS = Map.of("BROKER_PORT", "1");

    @TempDir
    private Path target;

    @Test
    void aServiceOnTheJvmIsItsQuarkusJar() throws IOException {
        Path jar = file("quarkus-app/quarkus-run.jar");

        Command command = Flavour.named("jvm").command(target, "broker-service", SETTINGS);

        assertThat(command.arguments()).endsWith("-jar", jar.toString());
        assertThat(command.environment()).isEqualTo(SETTINGS);
    }

    @Test
    void aNativeServiceIsItsRunner() throws IOException {
        Path runner = file("broker-service-1.0-runner");
        assertThat(runner.toFile().setExecutable(true)).isTrue();
        file("broker-service-1.0-runner.jar");

        Command command = Flavour.named("native").command(target, "broker-service", SETTINGS);

        assertThat(command.arguments()).startsWith(runner.toString());
        assertThat(command.environment()).isEqualTo(SETTINGS);
    }

    @Test
    void whatIsNotBuiltIsNamedWithTheCommandThatBuildsIt() {
        assertThatThrownBy(() -> Flavour.NATIVE.command(target, "order-service", SETTINGS))
                .hasMessageContainingAll(target.toString(), "-Dnative -pl order-service");
        assertThatThrownBy(() -> Flavour.JVM.command(target, "order-service", SETTINGS))
                .hasMessageContaining("mvn package -pl order-service");
    }

    @Test
    void aRunnerOfAnOldVersionBesideTheNewOneIsNotGuessedAt() throws IOException {
        assertThat(file("order-service-1.0-runner").toFile().setExecutable(true))
                .isTrue();
        assertThat(file("order-service-1.1-runner").toFile().setExecutable(true))
                .isTrue();

        assertThatThrownBy(() -> Flavour.NATIVE.command(target, "order-service", SETTINGS))
                .hasMessageContainingAll("1.0-runner", "1.1-runner", "clean");
    }

    @Test
    void anUnknownFlavourIsRefused() {
        assertThatThrownBy(() -> Flavour.named("graal"))
                .hasMessage("services.flavour must be jvm or native, is \"graal\"");
    }

    private Path file(String name) throws IOException {
        Path file = target.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
