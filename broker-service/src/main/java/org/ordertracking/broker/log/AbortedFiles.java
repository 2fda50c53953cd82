package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The file {@code <base offset>.aborted} beside a sealed segment: its {@link AbortedTransactions}. There is none where none was aborted.
 *
 * <pre>
 *   magic (8 bytes) | transactions (4) | transaction … | CRC32C of all before (8)
 *   transaction: producer id (8) | first offset (8) | last offset (8) | last stable offset (8)
 * </pre>
 *
 * It is synced before the segment's successor is begun, as the segment is, because it cannot be made again from the segment alone: a
 * transaction may have begun in an earlier one.
 */
final class AbortedFiles {

    static final String SUFFIX = ".aborted";

    private static final long MAGIC = 0x6f74_6162_7274_7631L;
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;
    private static final int ENTRY_BYTES = 4 * Long.BYTES;

    private final LogFiles files;

    /** The file is not what was written. */
    static final class DamagedException extends IOException {

        private static final long serialVersionUID = 1L;

        private DamagedException(Path file) {
            super(file + " is damaged");
        }
    }

    AbortedFiles(LogFiles files) {
        this.files = files;
    }

    /**
     * Writes and syncs a segment's file, or deletes it where there is nothing to say.
     *
     * @return whether the directory has to be synced for the change to be durable
     */
    boolean write(Segment segment) throws IOException {
        Path file = segment.sibling(SUFFIX);
        if (segment.aborted().isEmpty()) {
            boolean stale = files.exists(file);
            if (stale) {
                files.delete(file);
            }
            return stale;
        }
        write(file, segment.aborted());
        return true;
    }

    /** Writes and syncs a file, even when there is nothing to say. */
    void write(Path file, AbortedTransactions aborted) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ProducerSnapshots.UNFINISHED_SUFFIX);
        try (FileVolume volume = new FileVolume(files.openForWriting(unfinished))) {
            volume.truncateTo(0);
            volume.writeAt(0, encode(aborted));
            volume.force();
        }
        files.move(unfinished, file);
    }

    /**
     * Reads a segment's file; empty when there is none.
     *
     * @throws DamagedException when the file cannot be trusted: the log has to be looked through from its beginning
     */
    AbortedTransactions read(Path directory, long baseOffset) throws IOException {
        Path file = directory.resolve(Segment.fileName(baseOffset, SUFFIX));
        if (!files.exists(file)) {
            return new AbortedTransactions();
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(files.size(file)));
        try (FileVolume volume = new FileVolume(files.openForReading(file))) {
            volume.readAt(0, bytes);
        }
        return decode(file, bytes.flip());
    }

    private static ByteBuffer encode(AbortedTransactions aborted) {
        int count = aborted.count();
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + count * ENTRY_BYTES + Long.BYTES);
        bytes.putLong(MAGIC).putInt(count);
        for (int i = 0; i < count; i++) {
            AbortedTransaction transaction = aborted.get(i);
            bytes.putLong(transaction.producerId()).putLong(transaction.firstOffset());
            bytes.putLong(transaction.lastOffset()).putLong(transaction.lastStableOffset());
        }
        bytes.putLong(crc(bytes, bytes.position()));
        return bytes.flip();
    }

    private static AbortedTransactions decode(Path file, ByteBuffer bytes) throws IOException {
        int crcAt = bytes.limit() - Long.BYTES;
        if (crcAt < HEAD_BYTES
                || bytes.getLong(0) != MAGIC
                || crcAt != HEAD_BYTES + (long) bytes.getInt(Long.BYTES) * ENTRY_BYTES
                || bytes.getLong(crcAt) != crc(bytes, crcAt)) {
            throw new DamagedException(file);
        }
        AbortedTransactions aborted = new AbortedTransactions();
        bytes.position(HEAD_BYTES);
        while (bytes.position() < crcAt) {
            aborted.add(new AbortedTransaction(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
        }
        return aborted;
    }

    private static long crc(ByteBuffer bytes, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(end));
        return crc.getValue();
    }
}
