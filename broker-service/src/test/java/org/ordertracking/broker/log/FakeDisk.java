package org.ordertracking.broker.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * A disk in memory that fails on demand and, when it crashes, loses exactly what was not synced: contents by {@code force}, names by
 * {@link LogFiles#syncDirectory}.
 *
 * <pre>
 *   mount() ──► a LogFiles that works ── crash…() or killProcess() ──► the same one, dead; mount() again
 * </pre>
 */
final class FakeDisk {

    private final InstantSource clock;
    private final Map<Path, FakeFile> names = new HashMap<>();
    private final Map<Path, FakeFile> durableNames = new HashMap<>();
    private final Set<Path> directories = new HashSet<>();
    private final Map<Path, Mount> locked = new ConcurrentHashMap<>();
    private Mount mounted;
    private long capacity = Long.MAX_VALUE;
    private int bytesPerWrite = Integer.MAX_VALUE;
    private Predicate<Path> forceFails = file -> false;
    private Predicate<Path> truncateFails = file -> false;
    private Predicate<Path> directorySyncFails = directory -> false;
    private Runnable beforeForce = () -> {};
    private Runnable beforeChange = () -> {};
    private Runnable onReading = () -> {};
    private int openChannels;
    private int forces;

    FakeDisk() {
        this(new FakeClock());
    }

    /** @param clock tells when files are written to */
    FakeDisk(InstantSource clock) {
        this.clock = clock;
    }

    synchronized LogFiles mount() {
        mounted = new Mount();
        return mounted;
    }

    // ---- Faults ----

    /** How many bytes the files may have together. */
    synchronized void limitTo(long bytes) {
        capacity = bytes;
    }

    synchronized void fill() {
        capacity = used();
    }

    synchronized void freeSpace() {
        capacity = Long.MAX_VALUE;
    }

    /** Every write takes at most so many bytes at once, as the real disk may. */
    synchronized void writeAtMost(int bytes) {
        bytesPerWrite = bytes;
    }

    synchronized void failForces(Predicate<Path> files) {
        forceFails = files;
    }

    synchronized void failTruncations(Predicate<Path> files) {
        truncateFails = files;
    }

    synchronized void failDirectorySyncs(Predicate<Path> of) {
        directorySyncFails = of;
    }

    /** Runs before each force of a segment, outside the disk's lock: a place to make it wait. */
    synchronized void beforeForce(Runnable action) {
        beforeForce = action;
    }

    /** Runs before each change of a file, a name or what is durable: a place to end it all. */
    synchronized void beforeChange(Runnable action) {
        beforeChange = action;
    }

    /** Runs whenever a file is opened for reading. */
    synchronized void onReading(Runnable action) {
        onReading = action;
    }

    /** The power fails: what was not synced is gone. */
    void crashLosingUnsynced() {
        crash(unsynced -> 0);
    }

    /** The process is killed: the operating system keeps all that was written. */
    synchronized void killProcess() {
        mounted = null;
        locked.clear();
    }

    /** The power fails, and of what was appended to a file since its last sync the disk keeps so many bytes. */
    synchronized void crash(ToIntFunction<Integer> keptOfUnsynced) {
        killProcess();
        names.clear();
        names.putAll(durableNames);
        for (FakeFile file : new HashSet<>(names.values())) {
            file.lose(keptOfUnsynced.applyAsInt(file.unsynced()));
        }
    }

    // ---- Looking and meddling ----

    synchronized byte[] contents(Path file) {
        return names.get(file).bytes().clone();
    }

    synchronized void replace(Path file, byte[] contents) {
        names.get(file).replace(contents);
    }

    List<Path> files() {
        return filesNamed("");
    }

    synchronized List<Path> filesNamed(String suffix) {
        return names.keySet().stream()
                .filter(path -> path.toString().endsWith(suffix))
                .sorted()
                .toList();
    }

    synchronized void deleteFile(Path file) {
        names.remove(file);
        durableNames.remove(file);
    }

    /** How many files are open, of no matter which mount. */
    synchronized int openChannels() {
        return openChannels;
    }

    /** How often a segment was forced. */
    synchronized int forces() {
        return forces;
    }

    private long used() {
        return names.values().stream().distinct().mapToLong(FakeFile::size).sum();
    }

    private final class Mount implements LogFiles {

        private void change() throws IOException {
            beforeChange.run();
            requireMounted();
        }

        private void requireMounted() throws IOException {
            if (mounted != this) {
                throw new IOException("the machine is off");
            }
        }

        @Override
        public FileChannel openForReading(Path file) throws IOException {
            synchronized (FakeDisk.this) {
                requireMounted();
                if (!names.containsKey(file)) {
                    throw new NoSuchFileException(file.toString());
                }
                onReading.run();
                return new Channel(this, file, names.get(file));
            }
        }

        @Override
        public FileChannel openForWriting(Path file) throws IOException {
            synchronized (FakeDisk.this) {
                change();
                if (!directories.contains(file.getParent())) {
                    throw new NoSuchFileException(file.toString());
                }
                return new Channel(this, file, names.computeIfAbsent(file, absent -> new FakeFile(clock.millis())));
            }
        }

        @Override
        public List<Path> list(Path directory) throws IOException {
            synchronized (FakeDisk.this) {
                requireMounted();
                List<Path> found = new ArrayList<>();
                names.keySet().stream()
                        .filter(path -> directory.equals(path.getParent()))
                        .forEach(found::add);
                directories.stream()
                        .filter(path -> directory.equals(path.getParent()))
                        .forEach(found::add);
                return found;
            }
        }

        @Override
        public boolean exists(Path path) throws IOException {
            synchronized (FakeDisk.this) {
                requireMounted();
                return names.containsKey(path) || directories.contains(path);
            }
        }

        @Override
        public long size(Path file) throws IOException {
            synchronized (FakeDisk.this) {
                requireMounted();
                return names.get(file).size();
            }
        }

        @Override
        public long lastModified(Path file) throws IOException {
            synchronized (FakeDisk.this) {
                requireMounted();
                if (!names.containsKey(file)) {
                    throw new NoSuchFileException(file.toString());
                }
                return names.get(file).lastModified();
            }
        }

        @Override
        public void setLastModified(Path file, long millis) throws IOException {
            synchronized (FakeDisk.this) {
                change();
                names.get(file).setLastModified(millis);
            }
        }

        @Override
        public void createDirectories(Path directory) throws IOException {
            synchronized (FakeDisk.this) {
                requireMounted();
                for (Path path = directory; path != null; path = path.getParent()) {
                    directories.add(path);
                }
            }
        }

        @Override
        public void delete(Path path) throws IOException {
            synchronized (FakeDisk.this) {
                change();
                if (directories.contains(path) && !list(path).isEmpty()) {
                    throw new DirectoryNotEmptyException(path.toString());
                }
                names.remove(path);
                directories.remove(path);
            }
        }

        /** Moving a directory is durable at once, moving a file when its directory is synced. */
        @Override
        public void move(Path source, Path target) throws IOException {
            synchronized (FakeDisk.this) {
                change();
                if (directories.remove(source)) {
                    directories.add(target);
                    FakeFile.moveAll(names, source, target);
                    FakeFile.moveAll(durableNames, source, target);
                } else if (names.containsKey(source)) {
                    names.put(target, names.remove(source));
                } else {
                    throw new NoSuchFileException(source.toString());
                }
            }
        }

        @Override
        public void syncDirectory(Path directory) throws IOException {
            synchronized (FakeDisk.this) {
                change();
                if (directorySyncFails.test(directory)) {
                    throw new IOException("injected: directory not synced");
                }
                durableNames.keySet().removeIf(path -> directory.equals(path.getParent()));
                names.forEach((path, file) -> {
                    if (directory.equals(path.getParent())) {
                        durableNames.put(path, file);
                    }
                });
            }
        }

        @Override
        public Closeable tryLock(Path file) throws IOException {
            synchronized (FakeDisk.this) {
                requireMounted();
                return locked.putIfAbsent(file, this) == null ? () -> locked.remove(file, this) : null;
            }
        }
    }

    private final class Channel extends FakeChannel {

        private final Mount mount;
        private final Path path;
        private final FakeFile file;

        Channel(Mount mount, Path path, FakeFile file) {
            this.mount = mount;
            this.path = path;
            this.file = file;
            openChannels++;
        }

        @Override
        protected void implCloseChannel() {
            synchronized (FakeDisk.this) {
                openChannels--;
            }
        }

        @Override
        protected byte[] contents() throws IOException {
            synchronized (FakeDisk.this) {
                mount.requireMounted();
                return file.bytes();
            }
        }

        @Override
        protected int accept(byte[] written, long position) throws IOException {
            synchronized (FakeDisk.this) {
                mount.change();
                long end = Math.min(position + Math.min(written.length, bytesPerWrite), endWithinCapacity());
                int count = (int) (end - position);
                if (count <= 0 && written.length > 0) {
                    throw new IOException("No space left on device");
                }
                file.write(written, count, (int) position, clock.millis());
                return count;
            }
        }

        private long endWithinCapacity() {
            return capacity == Long.MAX_VALUE ? capacity : file.size() + Math.max(0, capacity - used());
        }

        @Override
        protected void cut(long size) throws IOException {
            synchronized (FakeDisk.this) {
                mount.change();
                if (truncateFails.test(path)) {
                    throw new IOException("injected: not truncated");
                }
                file.cut((int) size);
            }
        }

        @Override
        public void force(boolean metaData) throws IOException {
            Runnable wait;
            synchronized (FakeDisk.this) {
                wait = beforeForce;
            }
            if (path.toString().endsWith(Segment.LOG_SUFFIX)) {
                wait.run();
            }
            synchronized (FakeDisk.this) {
                mount.change();
                if (forceFails.test(path)) {
                    throw new IOException("injected: not synced");
                }
                file.sync();
                if (path.toString().endsWith(Segment.LOG_SUFFIX)) {
                    forces++;
                }
            }
        }
    }
}
