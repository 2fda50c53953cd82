package org.ordertracking.benchmarks.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

    @TempDir
    private Path folder;

    @Test
    void refusesToFillTheDisk() {
        assertThatThrownBy(() -> Disk.requireFree(folder, 1e9))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("GB are free");
    }

    @Test
    void removesAFolderWithAllInIt() throws IOException {
        Path broker = folder.resolve("broker");
        Files.createDirectories(broker.resolve("data/topic-0"));
        Files.writeString(broker.resolve("data/topic-0/segment"), "bytes");

        Disk.remove(broker);

        assertThat(broker).doesNotExist();
    }

    @Test
    void removingWhatIsNotThereIsNoError() throws IOException {
        Path missing = folder.resolve("missing");

        Disk.remove(missing);

        assertThat(missing).doesNotExist();
    }
}
