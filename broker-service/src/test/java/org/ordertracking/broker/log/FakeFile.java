package org.ordertracking.broker.log;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A file of a {@link FakeDisk}: what programs see, and what would be left after a power cut. Contents are replaced, never changed. */
final class FakeFile {

    private byte[] bytes = new byte[0];
    private byte[] durable = new byte[0];
    private long lastModified;

    FakeFile(long now) {
        lastModified = now;
    }

    /** Renames a directory. */
    static void moveAll(Map<Path, FakeFile> files, Path source, Path target) {
        for (Path path : List.copyOf(files.keySet())) {
            if (path.startsWith(source)) {
                files.put(target.resolve(source.relativize(path)), files.remove(path));
            }
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return bytes.length;
    }

    long lastModified() {
        return lastModified;
    }

    void setLastModified(long millis) {
        lastModified = millis;
    }

    /** Writes the first bytes of an array at a position. */
    void write(byte[] written, int count, int position, long now) {
        byte[] grown = Arrays.copyOf(bytes, Math.max(bytes.length, position + count));
        System.arraycopy(written, 0, grown, position, count);
        bytes = grown;
        lastModified = now;
    }

    void cut(int size) {
        bytes = Arrays.copyOf(bytes, Math.min(size, bytes.length));
    }

    void sync() {
        durable = bytes.clone();
    }

    void replace(byte[] contents) {
        bytes = contents.clone();
        durable = contents.clone();
    }

    /** How many bytes were appended since the last sync. */
    int unsynced() {
        return Math.max(0, bytes.length - durable.length);
    }

    /** Loses what was not synced, but for so many bytes of what was appended since. */
    void lose(int kept) {
        byte[] left = Arrays.copyOf(durable, durable.length + Math.min(unsynced(), kept));
        System.arraycopy(bytes, durable.length, left, durable.length, left.length - durable.length);
        replace(left);
    }
}
