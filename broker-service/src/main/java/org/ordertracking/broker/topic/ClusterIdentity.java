package org.ordertracking.broker.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/**
 * Who this broker is: written once into {@code meta.properties} of the data directory and read ever after, since clients
 * remember the cluster id and warn when it changes.
 *
 * @param clusterId random id of the cluster of one
 * @param nodeId id of the node
 */
public record ClusterIdentity(String clusterId, int nodeId) {
    private static final String FILE = "meta.properties";
    private static final String FORMAT = "1";

    /**
     * Reads the identity, or makes one in a new directory.
     *
     * @throws IllegalStateException if the directory belongs to another node id or its file is damaged
     */
    public static ClusterIdentity load(Path dataDir, int nodeId) {
        Path file = dataDir.resolve(FILE);
        try {
            return Files.exists(file) ? read(file, nodeId) : create(dataDir, file, nodeId);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read or write " + file, failure);
        }
    }

    private static ClusterIdentity read(Path file, int nodeId) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw damaged(file);
        }
        String clusterId = properties.getProperty("cluster.id", "");
        if (!FORMAT.equals(properties.getProperty("version")) || clusterId.isBlank()) {
            throw damaged(file);
        }
        if (!String.valueOf(nodeId).equals(properties.getProperty("node.id"))) {
            throw new IllegalStateException(
                    "%s says node.id=%s but broker.node-id=%d: set broker.node-id back or use another data directory"
                            .formatted(file, properties.getProperty("node.id"), nodeId));
        }
        return new ClusterIdentity(clusterId, nodeId);
    }

    private static IllegalStateException damaged(Path file) {
        return new IllegalStateException(
                "%s is damaged or of another version: restore it from a backup of the data directory".formatted(file));
    }

    private static ClusterIdentity create(Path dataDir, Path file, int nodeId) throws IOException {
        Files.createDirectories(dataDir);
        ClusterIdentity identity = new ClusterIdentity(Uuid.randomUuid().toString(), nodeId);
        String content = "version=%s%ncluster.id=%s%nnode.id=%d%n".formatted(FORMAT, identity.clusterId, nodeId);
        Path fresh = dataDir.resolve(FILE + ".tmp");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        // The name too has to survive a power cut: the next start would take the directory for a new one.
        try (FileChannel directory = FileChannel.open(dataDir, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return identity;
    }
}
