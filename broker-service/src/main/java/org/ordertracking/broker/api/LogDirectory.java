package org.ordertracking.broker.api;

import java.io.IOException;

/** Where the broker's logs lie, and how much room there is. */
public interface LogDirectory {

    /** The directory's absolute path, as clients are told. */
    String path();

    /** Bytes of the volume. May block on the disk. */
    long totalBytes() throws IOException;

    /** Bytes of the volume that are free for this process. May block on the disk. */
    long usableBytes() throws IOException;
}
