package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.file.Path;

/** Another process works on the data directory. */
public final class DirectoryInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    DirectoryInUseException(Path directory) {
        super(
                "The data directory " + directory.toAbsolutePath()
                        + " is in use by another broker. Stop that one, or give this one a directory of its own (BROKER_DATA_DIR).");
    }
}
