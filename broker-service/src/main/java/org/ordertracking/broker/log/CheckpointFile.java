package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;

/**
 * The file {@code checkpoint} beside the segments of a log: its {@link LogCheckpoint}, there once the log has been deleted from or compacted. It is the
 * point of no return of every deletion: once it says where the log begins, the segments before are as good as gone, and whoever finds them
 * deletes them. So files may disappear in any order, and a crash leaves a gap at the front at most.
 *
 * <pre>
 *   magic (8 bytes) | start offset (8) | compacted up to (8) | CRC32C of all before (8)
 * </pre>
 *
 * <p>It lies here and not in the metadata log because it belongs to one log alone, is moved away with it, and is written by the thread that
 * writes the log, which waits for nobody else.
 */
final class CheckpointFile {

    static final String FILE_NAME = "checkpoint";

    private static final Logger LOG = Logger.getLogger(CheckpointFile.class);
    private static final long MAGIC = 0x6f74_6368_6563_6b31L;
    private static final int CRC_AT = 3 * Long.BYTES;
    private static final int BYTES = CRC_AT + Long.BYTES;

    private final Path directory;
    private final Path file;
    private final LogFiles files;

    CheckpointFile(Path directory, LogFiles files) {
        this.directory = directory;
        this.file = directory.resolve(FILE_NAME);
        this.files = files;
    }

    /** What was written last, or {@link LogCheckpoint#NONE}. */
    LogCheckpoint read() throws IOException {
        if (!files.exists(file)) {
            return LogCheckpoint.NONE;
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        if (files.size(file) == BYTES) {
            try (FileVolume volume = new FileVolume(files.openForReading(file))) {
                volume.readAt(0, bytes);
            }
            if (bytes.getLong(0) == MAGIC && bytes.getLong(CRC_AT) == crc(bytes)) {
                return new LogCheckpoint(bytes.getLong(Long.BYTES), bytes.getLong(2 * Long.BYTES));
            }
        }
        LOG.warnf(
                "%s is damaged: the log begins at its first segment again, which may bring deleted records back", file);
        return LogCheckpoint.NONE;
    }

    /** Replaces what was written before, atomically and durably. */
    void write(LogCheckpoint checkpoint) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(MAGIC);
        bytes.putLong(checkpoint.startOffset()).putLong(checkpoint.compactedUpTo());
        bytes.putLong(crc(bytes)).flip();
        Path unfinished = file.resolveSibling(FILE_NAME + ProducerSnapshots.UNFINISHED_SUFFIX);
        try (FileVolume volume = new FileVolume(files.openForWriting(unfinished))) {
            volume.truncateTo(0);
            volume.writeAt(0, bytes);
            volume.force();
        }
        files.move(unfinished, file);
        files.syncDirectory(directory);
    }

    private static long crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, CRC_AT);
        return crc.getValue();
    }
}
