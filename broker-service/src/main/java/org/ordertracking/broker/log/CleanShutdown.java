package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/**
 * The file {@code clean-shutdown} in the data directory: how each log ended when it was last closed in order. A log that stands in it, and
 * whose last segment has another size now, was changed by somebody else: it is scanned whole. The file is deleted before the first log is
 * opened, so after a crash there is none.
 *
 * <pre>
 *   order-tracking-logs 1
 *   &lt;topic id&gt; &lt;partition&gt; &lt;active segment's base offset&gt; &lt;its size&gt; &lt;its first append&gt; &lt;end offset&gt; &lt;producers known&gt;
 *   …
 *   crc32c &lt;of all before, hexadecimal&gt;
 * </pre>
 */
final class CleanShutdown {

    static final String FILE_NAME = "clean-shutdown";

    private static final Logger LOG = Logger.getLogger(CleanShutdown.class);
    private static final String TITLE = "order-tracking-logs 1";
    private static final String CRC = "crc32c ";

    /**
     * How a log ended.
     *
     * @param activeBase base offset of the last segment
     * @param activeBytes size of the last segment
     * @param activeSince when its first batch was appended, in milliseconds
     * @param endOffset one past the last record
     * @param producers how many idempotent producers its newest snapshot holds; 0 when there need not be one
     */
    record End(long activeBase, int activeBytes, long activeSince, long endOffset, int producers) {}

    private final Path dataDirectory;
    private final Path file;
    private final LogFiles files;

    CleanShutdown(Path dataDirectory, LogFiles files) {
        this.dataDirectory = dataDirectory;
        this.file = dataDirectory.resolve(FILE_NAME);
        this.files = files;
    }

    /** Reads the file and deletes it, durably. Without a readable one there is nothing to trust. */
    Map<PartitionKey, End> take() throws IOException {
        if (!files.exists(file)) {
            return new HashMap<>();
        }
        Map<PartitionKey, End> ends;
        try {
            ends = parse(read());
        } catch (IllegalArgumentException e) {
            LOG.warnf("%s is damaged (%s): all logs will be scanned", file, e.getMessage());
            ends = new HashMap<>();
        }
        files.delete(file);
        files.syncDirectory(dataDirectory);
        return ends;
    }

    /** Writes the file; everything that it vouches for has to be synced before. */
    void write(Map<PartitionKey, End> ends) throws IOException {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        ends.forEach((key, end) -> text.append(line(key, end)).append('\n'));
        String crc = crc(text.toString());
        text.append(CRC).append(crc).append('\n');
        Path unfinished = file.resolveSibling(FILE_NAME + ProducerSnapshots.UNFINISHED_SUFFIX);
        try (FileVolume volume = new FileVolume(files.openForWriting(unfinished))) {
            volume.truncateTo(0);
            volume.writeAt(0, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)));
            volume.force();
        }
        files.move(unfinished, file);
        files.syncDirectory(dataDirectory);
    }

    private String read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(files.size(file)));
        try (FileVolume volume = new FileVolume(files.openForReading(file))) {
            volume.readAt(0, bytes);
        }
        return new String(bytes.array(), StandardCharsets.US_ASCII);
    }

    private static Map<PartitionKey, End> parse(String text) {
        int crcAt = text.lastIndexOf(CRC);
        if (!text.startsWith(TITLE + '\n')
                || crcAt < 0
                || !text.substring(crcAt).equals(CRC + crc(text.substring(0, crcAt)) + '\n')) {
            throw new IllegalArgumentException("it does not match its CRC");
        }
        Map<PartitionKey, End> ends = new HashMap<>();
        text.substring(TITLE.length() + 1, crcAt).lines().forEach(line -> {
            String[] words = line.split(" ");
            ends.put(
                    new PartitionKey(Uuid.fromString(words[0]), Integer.parseInt(words[1])),
                    new End(
                            Long.parseLong(words[2]),
                            Integer.parseInt(words[3]),
                            Long.parseLong(words[4]),
                            Long.parseLong(words[5]),
                            Integer.parseInt(words[6])));
        });
        return ends;
    }

    private static String line(PartitionKey key, End end) {
        return key.topicId() + " " + key.partition() + " " + end.activeBase() + " " + end.activeBytes() + " "
                + end.activeSince() + " " + end.endOffset() + " " + end.producers();
    }

    private static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(crc.getValue());
    }
}
