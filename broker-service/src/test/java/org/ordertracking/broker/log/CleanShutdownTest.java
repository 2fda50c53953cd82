package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class CleanShutdownTest {

    private static final Path FILE = TestStore.DATA.resolve(CleanShutdown.FILE_NAME);
    private static final Map<PartitionKey, CleanShutdown.End> ENDS = Map.of(
            new PartitionKey(Uuid.fromString("AAAAAAAAAAAAAAAAAAAAAQ"), 0), new CleanShutdown.End(3, 5, 7, 11, 13),
            new PartitionKey(Uuid.fromString("-_AAAAAAAAAAAAAAAAAAAA"), 17),
                    new CleanShutdown.End(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, 0, 0));

    private final FakeDisk disk = new FakeDisk();

    private CleanShutdown mount() throws IOException {
        LogFiles files = disk.mount();
        files.createDirectories(TestStore.DATA);
        return new CleanShutdown(TestStore.DATA, files);
    }

    @Test
    void whatIsWrittenOutlivesAPowerCutAndIsTakenOnce() throws IOException {
        mount().write(ENDS);
        disk.crashLosingUnsynced();

        CleanShutdown file = mount();
        assertThat(file.take()).isEqualTo(ENDS);
        assertThat(file.take()).isEmpty();
    }

    @Test
    void aStoreWithoutLogsCanBeClosedToo() throws IOException {
        mount().write(Map.of());

        assertThat(mount().take()).isEmpty();
    }

    @Test
    void aFileThatIsDamagedAtAnyByteIsTakenForNone() throws IOException {
        mount().write(ENDS);
        byte[] good = disk.contents(FILE);
        TestStore.quietly(() -> {
            for (int at = 0; at < good.length; at++) {
                mount().write(ENDS);
                byte[] bad = good.clone();
                bad[at] ^= 1;
                disk.replace(FILE, bad);
                assertThat(mount().take()).isEmpty();
            }
        });
    }

    @Test
    void aFileThatIsCutShortIsTakenForNone() throws IOException {
        mount().write(ENDS);
        byte[] good = disk.contents(FILE);
        TestStore.quietly(() -> {
            for (int length = 0; length < good.length; length++) {
                mount().write(ENDS);
                disk.replace(FILE, Arrays.copyOf(good, length));
                assertThat(mount().take()).isEmpty();
            }
        });
    }
}
