package org.ordertracking.broker.log;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import org.mapdb.DBException;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * A MapDB volume over one file channel. MapDB's own {@code FileChannelVol} corrupts silently when the disk takes a write only in part, so
 * this one has its own loops: a write is complete or throws, a read is complete or throws.
 *
 * <p>Beside MapDB's methods, which wrap errors into {@link DBException}, there are those of the log, which throw {@link IOException}.
 * Any thread may read at any time; one thread writes.
 */
final class FileVolume extends Volume {

    private static final int CLEAR_CHUNK = 1 << 16;

    /** Whether MapDB's {@link #sync()} reaches the disk; the log's own {@link #force()} always does. */
    enum Syncing {
        ON_REQUEST,
        /** For what can be made again. */
        NEVER
    }

    private final FileChannel channel;
    private final Syncing syncing;

    FileVolume(FileChannel channel) {
        this(channel, Syncing.ON_REQUEST);
    }

    FileVolume(FileChannel channel, Syncing syncing) {
        this.channel = channel;
        this.syncing = syncing;
    }

    /** Writes the rest of a buffer at a position. The buffer is used up when the write fails, too. */
    void writeAt(long position, ByteBuffer source) throws IOException {
        long at = position;
        while (source.hasRemaining()) {
            int written = channel.write(source, at);
            if (written <= 0) {
                throw new IOException("the disk took none of " + source.remaining() + " bytes");
            }
            at += written;
        }
    }

    /** Fills the rest of a buffer from a position. */
    void readAt(long position, ByteBuffer target) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int read = channel.read(target, at);
            if (read < 0) {
                throw new EOFException("the file ends at " + channel.size() + " but byte " + at + " was asked for");
            }
            at += read;
        }
    }

    /** Hands bytes to another channel without copying them through the heap; returns how many it took. */
    long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return channel.transferTo(position, count, target);
    }

    void truncateTo(long size) throws IOException {
        channel.truncate(size);
    }

    /** Forces what was written to the disk. After a failure nothing may be assumed of what was written since the last success. */
    void force() throws IOException {
        channel.force(false);
    }

    long size() throws IOException {
        return channel.size();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void ensureAvailable(long offset) {
        // The file grows by being written to.
    }

    @Override
    public void truncate(long size) {
        try {
            truncateTo(size);
        } catch (IOException e) {
            throw new DBException.VolumeIOError(e);
        }
    }

    @Override
    public void putLong(long offset, long value) {
        put(offset, ByteBuffer.allocate(Long.BYTES).putLong(0, value));
    }

    @Override
    public void putInt(long offset, int value) {
        put(offset, ByteBuffer.allocate(Integer.BYTES).putInt(0, value));
    }

    @Override
    public void putByte(long offset, byte value) {
        put(offset, ByteBuffer.allocate(1).put(0, value));
    }

    @Override
    public void putData(long offset, byte[] src, int srcPos, int srcSize) {
        put(offset, ByteBuffer.wrap(src, srcPos, srcSize));
    }

    @Override
    public void putData(long offset, ByteBuffer buf) {
        put(offset, buf);
    }

    @Override
    public long getLong(long offset) {
        return get(offset, Long.BYTES).getLong(0);
    }

    @Override
    public int getInt(long offset) {
        return get(offset, Integer.BYTES).getInt(0);
    }

    @Override
    public byte getByte(long offset) {
        return get(offset, 1).get(0);
    }

    @Override
    public DataInput2 getDataInput(long offset, int size) {
        return new DataInput2.ByteBuffer(get(offset, size), 0);
    }

    @Override
    public void getData(long offset, byte[] bytes, int bytesPos, int size) {
        try {
            readAt(offset, ByteBuffer.wrap(bytes, bytesPos, size));
        } catch (IOException e) {
            throw new DBException.VolumeIOError(e);
        }
    }

    @Override
    public void clear(long startOffset, long endOffset) {
        byte[] zeros = new byte[(int) Math.min(CLEAR_CHUNK, Math.max(0, endOffset - startOffset))];
        for (long at = startOffset; at < endOffset; at += zeros.length) {
            putData(at, zeros, 0, (int) Math.min(zeros.length, endOffset - at));
        }
    }

    @Override
    public void sync() {
        try {
            if (syncing == Syncing.ON_REQUEST) {
                force();
            }
        } catch (IOException e) {
            throw new DBException.VolumeIOError(e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new DBException.VolumeIOError(e);
            }
        }
    }

    @Override
    public long length() {
        try {
            return size();
        } catch (IOException e) {
            throw new DBException.VolumeIOError(e);
        }
    }

    /** Not sliced: a write may cross any boundary. */
    @Override
    public int sliceSize() {
        return -1;
    }

    @Override
    public boolean isSliced() {
        return false;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    /** None: files are opened and deleted through {@link LogFiles}, never by MapDB. */
    @Override
    public File getFile() {
        return null;
    }

    @Override
    public boolean getFileLocked() {
        return false;
    }

    private void put(long offset, ByteBuffer source) {
        try {
            writeAt(offset, source);
        } catch (IOException e) {
            throw new DBException.VolumeIOError(e);
        }
    }

    private ByteBuffer get(long offset, int size) {
        ByteBuffer target = ByteBuffer.allocate(size);
        try {
            readAt(offset, target);
        } catch (IOException e) {
            throw new DBException.VolumeIOError(e);
        }
        return target;
    }
}
