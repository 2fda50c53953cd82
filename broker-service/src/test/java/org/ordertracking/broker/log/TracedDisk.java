package org.ordertracking.broker.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A disk in memory that remembers all it was told, so that a {@link DiskReplay} can say what a power cut at any moment would have left.
 *
 * <pre>
 *   mount() ──► a LogFiles that works ── kill() or killAt() ──► the same one, dead; mount() again
 * </pre>
 *
 * It goes on from what another disk has left, which counts as synced.
 */
public final class TracedDisk {

    private final InstantSource clock;
    private final List<DiskEvent> events = new ArrayList<>();
    private final Map<Path, Integer> names = new HashMap<>();
    private final Set<Integer> directories = new HashSet<>();
    private final Map<Integer, FakeFile> files = new HashMap<>();
    private final Set<Path> locked = new HashSet<>();
    private final int begin;
    private Mount mounted;
    private int killAt = Integer.MAX_VALUE;
    private int nodes;

    /** An empty disk. */
    public TracedDisk(InstantSource clock) {
        this(DiskContents.EMPTY, clock);
    }

    TracedDisk(DiskContents left, InstantSource clock) {
        this.clock = clock;
        names.put(Path.of("/"), nodes++);
        directories.add(DiskReplay.ROOT);
        Mount setUp = new Mount();
        mounted = setUp;
        try {
            for (Path directory : left.directories()) {
                setUp.createDirectories(directory);
            }
            for (Map.Entry<Path, byte[]> file : left.files().entrySet()) {
                Channel channel = (Channel) setUp.openForWriting(file.getKey());
                channel.accept(file.getValue(), 0);
                channel.force(false);
                setUp.syncDirectory(file.getKey().getParent());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        kill();
        begin = events.size();
    }

    /** The disk as it is for a process that starts now; the one before has no access any more. */
    public synchronized LogFiles mount() {
        locked.clear();
        mounted = new Mount();
        return mounted;
    }

    /** The process is killed; what it has written stays. */
    public synchronized void kill() {
        mounted = null;
        locked.clear();
        killAt = Integer.MAX_VALUE;
    }

    /** The process will be killed when so many events are there: in the middle of the next one, if that is a write. */
    synchronized void killAt(int position) {
        killAt = position;
    }

    synchronized boolean isMounted() {
        return mounted != null;
    }

    /** How many events there are so far. */
    public synchronized int position() {
        return events.size();
    }

    /** How many of the events made the disk what it was at first. */
    int begin() {
        return begin;
    }

    synchronized List<DiskEvent> events() {
        return List.copyOf(events);
    }

    private final class Mount implements LogFiles {

        private void requireMounted() throws IOException {
            if (mounted != this) {
                throw new IOException("the process was killed");
            }
        }

        private void record(DiskEvent event) throws IOException {
            requireMounted();
            if (events.size() >= killAt) {
                kill();
                throw new IOException("the process is killed");
            }
            events.add(event);
        }

        private int directory(Path path) throws NoSuchFileException {
            Integer node = names.get(path);
            if (node == null || !directories.contains(node)) {
                throw new NoSuchFileException(path.toString());
            }
            return node;
        }

        private Channel open(Path path) throws IOException {
            Integer node = names.get(path);
            if (node == null || directories.contains(node)) {
                throw new NoSuchFileException(path.toString());
            }
            return new Channel(this, node, files.get(node));
        }

        private FakeFile file(Path path) throws IOException {
            requireMounted();
            return open(path).file;
        }

        @Override
        public FileChannel openForReading(Path file) throws IOException {
            synchronized (TracedDisk.this) {
                requireMounted();
                return open(file);
            }
        }

        @Override
        public FileChannel openForWriting(Path file) throws IOException {
            synchronized (TracedDisk.this) {
                requireMounted();
                if (!names.containsKey(file)) {
                    record(new DiskEvent.Create(directory(file.getParent()), name(file), nodes, false));
                    files.put(nodes, new FakeFile(clock.millis()));
                    names.put(file, nodes++);
                }
                return open(file);
            }
        }

        @Override
        public List<Path> list(Path directory) throws IOException {
            synchronized (TracedDisk.this) {
                requireMounted();
                return names.keySet().stream()
                        .filter(path -> directory.equals(path.getParent()))
                        .sorted()
                        .toList();
            }
        }

        @Override
        public boolean exists(Path path) throws IOException {
            synchronized (TracedDisk.this) {
                requireMounted();
                return names.containsKey(path);
            }
        }

        @Override
        public long size(Path file) throws IOException {
            synchronized (TracedDisk.this) {
                return file(file).size();
            }
        }

        @Override
        public long lastModified(Path file) throws IOException {
            synchronized (TracedDisk.this) {
                return file(file).lastModified();
            }
        }

        @Override
        public void setLastModified(Path file, long millis) throws IOException {
            synchronized (TracedDisk.this) {
                file(file).setLastModified(millis);
            }
        }

        /** As {@link DiskLogFiles} does it. */
        @Override
        public void createDirectories(Path directory) throws IOException {
            synchronized (TracedDisk.this) {
                requireMounted();
                if (names.containsKey(directory)) {
                    return;
                }
                Path parent = directory.getParent();
                createDirectories(parent);
                record(new DiskEvent.Create(directory(parent), name(directory), nodes, true));
                directories.add(nodes);
                names.put(directory, nodes++);
                syncDirectory(parent);
            }
        }

        @Override
        public void delete(Path path) throws IOException {
            synchronized (TracedDisk.this) {
                requireMounted();
                if (!names.containsKey(path)) {
                    return;
                }
                if (directories.contains(names.get(path)) && !list(path).isEmpty()) {
                    throw new DirectoryNotEmptyException(path.toString());
                }
                record(new DiskEvent.Unlink(directory(path.getParent()), name(path)));
                names.remove(path);
            }
        }

        @Override
        public void move(Path source, Path target) throws IOException {
            synchronized (TracedDisk.this) {
                requireMounted();
                if (!names.containsKey(source)) {
                    throw new NoSuchFileException(source.toString());
                }
                record(new DiskEvent.Rename(
                        directory(source.getParent()),
                        name(source),
                        directory(target.getParent()),
                        name(target),
                        names.get(source)));
                names.put(target, names.remove(source));
                for (Path path : List.copyOf(names.keySet())) {
                    if (path.startsWith(source)) {
                        names.put(target.resolve(source.relativize(path)), names.remove(path));
                    }
                }
            }
        }

        @Override
        public void syncDirectory(Path directory) throws IOException {
            synchronized (TracedDisk.this) {
                record(new DiskEvent.SyncDirectory(directory(directory)));
            }
        }

        @Override
        public Closeable tryLock(Path file) throws IOException {
            synchronized (TracedDisk.this) {
                requireMounted();
                return locked.add(file) ? () -> locked.remove(file) : null;
            }
        }

        private static String name(Path path) {
            return path.getFileName().toString();
        }
    }

    private final class Channel extends FakeChannel {

        private final Mount mount;
        private final int node;
        private final FakeFile file;

        Channel(Mount mount, int node, FakeFile file) {
            this.mount = mount;
            this.node = node;
            this.file = file;
        }

        @Override
        protected void implCloseChannel() {
            // Nothing is held.
        }

        @Override
        protected byte[] contents() throws IOException {
            synchronized (TracedDisk.this) {
                mount.requireMounted();
                return file.bytes();
            }
        }

        @Override
        protected int accept(byte[] written, long position) throws IOException {
            synchronized (TracedDisk.this) {
                boolean last = events.size() + 1 == killAt;
                int count = last ? written.length / 2 : written.length;
                mount.record(new DiskEvent.Write(node, (int) position, Arrays.copyOf(written, count)));
                file.write(written, count, (int) position, clock.millis());
                return count;
            }
        }

        @Override
        protected void cut(long size) throws IOException {
            synchronized (TracedDisk.this) {
                if (size < file.size()) {
                    mount.record(new DiskEvent.Truncate(node, (int) size));
                    file.cut((int) size);
                }
            }
        }

        @Override
        public void force(boolean metaData) throws IOException {
            synchronized (TracedDisk.this) {
                mount.record(new DiskEvent.Sync(node));
            }
        }
    }
}
