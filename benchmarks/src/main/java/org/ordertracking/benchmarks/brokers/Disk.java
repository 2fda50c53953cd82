package org.ordertracking.benchmarks.brokers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The disk on which brokers put their data. */
public final class Disk {

    /** What is left to others, in GB. */
    private static final double RESERVE = 15;

    private Disk() {}

    /** @throws IOException when less than so many GB are free, and a reserve for others */
    public static void requireFree(Path folder, double gigabytes) throws IOException {
        double free = Files.getFileStore(folder).getUsableSpace() / 1e9;
        if (free < gigabytes + RESERVE) {
            throw new IOException("%.1f GB are free where %s is; needed are %.1f, and %.0f that are left to others"
                    .formatted(free, folder, gigabytes, RESERVE));
        }
    }

    /** Removes a folder and all in it, if it is there. No broker may run in it. */
    public static void remove(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
