package org.ordertracking.broker.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Goes through what a disk was told, and says at any moment what a power cut would leave. */
final class DiskReplay {

    /** The directory {@code /}. */
    static final int ROOT = 0;

    private final Map<Integer, Map<String, Integer>> directories = new HashMap<>();
    private final Map<Integer, File> files = new HashMap<>();
    private final List<DiskEvent.Naming> unsyncedNames = new ArrayList<>();

    private static final class File {
        private byte[] synced = new byte[0];
        private byte[] seen = new byte[0];
        private final List<DiskEvent.Change> unsynced = new ArrayList<>();
    }

    DiskReplay() {
        directories.put(ROOT, new TreeMap<>());
    }

    void apply(DiskEvent event) {
        if (event instanceof DiskEvent.Create create) {
            if (create.isDirectory()) {
                directories.put(create.node(), new TreeMap<>());
            } else {
                files.put(create.node(), new File());
            }
        }
        if (event instanceof DiskEvent.Naming naming) {
            unsyncedNames.add(naming);
        } else if (event instanceof DiskEvent.Change change) {
            File file = files.get(change.file());
            file.unsynced.add(change);
            file.seen = changed(file.seen, change);
        } else if (event instanceof DiskEvent.Sync sync) {
            File file = files.get(sync.file());
            file.synced = file.seen;
            file.unsynced.clear();
        } else if (event instanceof DiskEvent.SyncDirectory sync) {
            syncNames(sync.directory());
        }
    }

    private void syncNames(int directory) {
        for (Iterator<DiskEvent.Naming> left = unsyncedNames.iterator(); left.hasNext(); ) {
            DiskEvent.Naming naming = left.next();
            if (naming.syncedWith() == directory) {
                name(directories, naming);
                left.remove();
            }
        }
    }

    /** What is left when the power fails now. */
    DiskContents survivors(Fate fate) {
        Map<Integer, Map<String, Integer>> left = new HashMap<>();
        directories.forEach((directory, names) -> left.put(directory, new TreeMap<>(names)));
        for (DiskEvent.Naming naming : unsyncedNames) {
            if (fate.keepsName()) {
                name(left, naming);
            }
        }
        DiskContents contents = new DiskContents(new TreeMap<>(), new TreeSet<>());
        collect(ROOT, Path.of("/"), left, fate, contents);
        return contents;
    }

    private void collect(
            int directory, Path path, Map<Integer, Map<String, Integer>> left, Fate fate, DiskContents into) {
        left.get(directory).forEach((name, node) -> {
            Path child = path.resolve(name);
            if (left.containsKey(node)) {
                into.directories().add(child);
                collect(node, child, left, fate, into);
            } else {
                into.files().put(child, survivor(files.get(node), fate));
            }
        });
    }

    private static void name(Map<Integer, Map<String, Integer>> directories, DiskEvent.Naming naming) {
        if (naming instanceof DiskEvent.Create create) {
            directories.get(create.directory()).put(create.name(), create.node());
        } else if (naming instanceof DiskEvent.Unlink unlink) {
            directories.get(unlink.directory()).remove(unlink.name());
        } else if (naming instanceof DiskEvent.Rename rename) {
            directories.get(rename.directory()).remove(rename.name());
            directories.get(rename.newDirectory()).put(rename.newName(), rename.node());
        }
    }

    private static byte[] survivor(File file, Fate fate) {
        byte[] left = file.synced;
        for (DiskEvent.Change change : file.unsynced) {
            if (change instanceof DiskEvent.Write write) {
                left = survivor(left, write, fate);
            } else if (fate.keepsBytes()) {
                left = changed(left, change);
            }
        }
        return left.length < file.seen.length && fate.keepsLength() ? Arrays.copyOf(left, file.seen.length) : left;
    }

    private static byte[] survivor(byte[] before, DiskEvent.Write write, Fate fate) {
        byte[] left = before;
        int end = write.position() + write.bytes().length;
        int sector = fate.sectorBytes();
        for (int at = write.position(); at < end; ) {
            int behind = Math.min(end, (at / sector + 1) * sector);
            if (fate.keepsBytes()) {
                byte[] piece = Arrays.copyOfRange(write.bytes(), at - write.position(), behind - write.position());
                left = changed(left, new DiskEvent.Write(write.file(), at, piece));
            }
            at = behind;
        }
        return left;
    }

    private static byte[] changed(byte[] before, DiskEvent.Change change) {
        if (change instanceof DiskEvent.Write write) {
            int end = write.position() + write.bytes().length;
            byte[] after = Arrays.copyOf(before, Math.max(before.length, end));
            System.arraycopy(write.bytes(), 0, after, write.position(), write.bytes().length);
            return after;
        }
        return Arrays.copyOf(before, ((DiskEvent.Truncate) change).size());
    }
}
