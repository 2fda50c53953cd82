package org.ordertracking.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterIdentityTest {
    @TempDir
    private Path directory;

    @Test
    void theIdIsMadeOnceAndStays() {
        ClusterIdentity first = ClusterIdentity.load(directory, 7);

        assertThat(first.nodeId()).isEqualTo(7);
        assertThat(first.clusterId()).hasSize(22);
        assertThat(ClusterIdentity.load(directory, 7)).isEqualTo(first);
    }

    @Test
    void eachDirectoryHasAnIdOfItsOwn(@TempDir Path other) {
        assertThat(ClusterIdentity.load(directory, 1)).isNotEqualTo(ClusterIdentity.load(other, 1));
    }

    @Test
    void aDirectoryThatIsNotThereIsMade() {
        Path below = directory.resolve("a/b");

        assertThat(ClusterIdentity.load(below, 1)).isEqualTo(ClusterIdentity.load(below, 1));
    }

    @Test
    void aDirectoryOfAnotherNodeIsRefusedWithTheRemedy() {
        ClusterIdentity.load(directory, 1);

        assertThatThrownBy(() -> ClusterIdentity.load(directory, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("node.id=1")
                .hasMessageContaining("broker.node-id=2")
                .hasMessageContaining("meta.properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version=1\nnode.id=1\n",
                "version=1\ncluster.id=\nnode.id=1\n",
                "version=2\ncluster.id=abc\nnode.id=1\n",
                "cluster.id=abc\nnode.id=1\n",
                "version=1\ncluster.id=\\u00zz\nnode.id=1\n",
                "\0\0\0\0\0\0\0\0"
            })
    void aDamagedFileIsRefusedRatherThanReplaced(String content) throws IOException {
        Path file = directory.resolve("meta.properties");
        Files.writeString(file, content);

        assertThatThrownBy(() -> ClusterIdentity.load(directory, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("meta.properties is damaged")
                .hasMessageContaining("restore");
        assertThat(file).hasContent(content);
    }

    @Test
    void bytesThatAreNoTextAreRefusedToo() throws IOException {
        Files.write(directory.resolve("meta.properties"), new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc3});

        assertThatThrownBy(() -> ClusterIdentity.load(directory, 1)).hasMessageContaining("is damaged");
    }

    @Test
    void whatACrashLeftUnfinishedIsNoObstacle() throws IOException {
        Files.write(directory.resolve("meta.properties.tmp"), "half a li".getBytes(StandardCharsets.UTF_8));

        ClusterIdentity identity = ClusterIdentity.load(directory, 1);

        assertThat(ClusterIdentity.load(directory, 1)).isEqualTo(identity);
    }
}
