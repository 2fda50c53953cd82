package org.ordertracking.broker.log;

/**
 * Something that a disk was told. Files and directories have numbers, since names come and go.
 *
 * @see TracedDisk which remembers them
 * @see DiskReplay which says what a power cut leaves of them
 */
sealed interface DiskEvent {

    /** Changes the names in a directory; lost with a power cut until that directory is synced. */
    sealed interface Naming extends DiskEvent {

        /** The directory whose sync makes the change durable. */
        int syncedWith();
    }

    /** Changes the contents of a file; lost with a power cut until the file is synced. */
    sealed interface Change extends DiskEvent {
        int file();
    }

    record Create(int directory, String name, int node, boolean isDirectory) implements Naming {
        @Override
        public int syncedWith() {
            return directory;
        }
    }

    record Unlink(int directory, String name) implements Naming {
        @Override
        public int syncedWith() {
            return directory;
        }
    }

    /** Atomic, as on any journaling file system. */
    record Rename(int directory, String name, int newDirectory, String newName, int node) implements Naming {
        @Override
        public int syncedWith() {
            return newDirectory;
        }
    }

    record Write(int file, int position, byte[] bytes) implements Change {}

    record Truncate(int file, int size) implements Change {}

    record Sync(int file) implements DiskEvent {}

    record SyncDirectory(int directory) implements DiskEvent {}
}
