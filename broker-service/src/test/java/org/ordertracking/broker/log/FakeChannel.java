package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** The part of a file channel that the log uses, over an array that somebody else keeps. */
abstract class FakeChannel extends FileChannel {

    /** What the file holds; never changed in place. */
    protected abstract byte[] contents() throws IOException;

    /** Writes as much of the bytes as fits and returns how many. */
    protected abstract int accept(byte[] written, long position) throws IOException;

    protected abstract void cut(long size) throws IOException;

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        requireOpen();
        byte[] contents = contents();
        if (position >= contents.length) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), contents.length - position);
        target.put(contents, (int) position, count);
        return count;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        requireOpen();
        byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        int count = accept(bytes, position);
        source.position(source.position() + count);
        return count;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return contents().length;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        requireOpen();
        cut(size);
        return this;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        requireOpen();
        byte[] contents = contents();
        int length = (int) Math.max(0, Math.min(count, contents.length - position));
        return target.write(ByteBuffer.wrap(contents, (int) position, length));
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int read(ByteBuffer target) {
        throw unused();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw unused();
    }

    @Override
    public int write(ByteBuffer source) {
        throw unused();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw unused();
    }

    @Override
    public long position() {
        throw unused();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw unused();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw unused();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw unused();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw unused();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("the log does not use this");
    }
}
