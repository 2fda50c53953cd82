package org.ordertracking.broker.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of an engine nothing is left, however it and its broker end. */
class EngineProcessTest {
    @TempDir
    private Path directory;

    @Test
    void anEngineThatIsClosedIsGoneAndItsFolderToo() throws EngineException {
        EngineProcess engine = EngineProcess.start(new EngineFolders(directory));
        assertThat(directory).isNotEmptyDirectory();

        engine.close();

        assertThat(engine.handle().isAlive()).isFalse();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anEngineEndsWithItsBrokerEvenWhileItComputesAndTheNextOneDeletesItsFolder() throws Exception {
        Process broker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineOwner.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = broker.inputReader()) {
            ProcessHandle orphan =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            Path folder = onlyFolder();

            EngineFolder another = new EngineFolders(directory).create();
            assertThat(folder).as("of a broker that lives").exists();
            another.delete();
            broker.destroyForcibly().waitFor();

            await().atMost(Duration.ofMinutes(1)).until(() -> isOver(orphan));
            EngineFolder next = new EngineFolders(directory).create();
            assertThat(onlyFolder()).isEqualTo(next.path());
            next.delete();
            assertThat(directory).isEmptyDirectory();
        } finally {
            broker.destroyForcibly();
        }
    }

    @Test
    void whatSomebodyElseHasPutThereIsLeftAlone() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path kept = Files.writeString(elsewhere.resolve("broker.lock"), "kept");
        Path link = Files.createSymbolicLink(directory.resolve("broker-sql-link"), elsewhere);
        Path file = Files.writeString(directory.resolve("broker-sql-file"), "kept");
        Path foreign = Files.createDirectory(directory.resolve("broker-sql-foreign"));
        Files.writeString(foreign.resolve("notes.txt"), "kept");
        Path unfinished = Files.createDirectory(directory.resolve("broker-sql-unfinished"));

        new EngineFolders(directory).create().delete();

        assertThat(directory).isDirectoryNotContaining(unfinished::equals);
        assertThat(kept).hasContent("kept");
        assertThat(link).isSymbolicLink();
        assertThat(file).exists();
        assertThat(foreign.resolve("notes.txt")).exists();
    }

    private Path onlyFolder() throws IOException {
        try (var folders = Files.list(directory)) {
            return assertThat(folders.toList()).singleElement().actual();
        }
    }

    /** One whose parent died is, when it has ended, perhaps still listed, but has no program any more. */
    private static boolean isOver(ProcessHandle process) {
        return !process.isAlive() || process.info().command().isEmpty();
    }
}
