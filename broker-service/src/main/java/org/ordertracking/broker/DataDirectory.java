package org.ordertracking.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ordertracking.broker.api.LogDirectory;

/** The directory of the settings, on the volume that it lies on. */
record DataDirectory(Path directory) implements LogDirectory {

    @Override
    public String path() {
        return directory.toAbsolutePath().normalize().toString();
    }

    @Override
    public long totalBytes() throws IOException {
        return Files.getFileStore(directory).getTotalSpace();
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }
}
