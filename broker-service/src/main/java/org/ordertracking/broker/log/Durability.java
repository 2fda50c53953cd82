package org.ordertracking.broker.log;

/** What has to be true of an append before it is visible to readers and its stage completes. */
public enum Durability {

    /** The bytes are handed to the operating system: they survive a killed process, not a power cut. */
    WRITTEN,

    /** The bytes are on the disk (fsync, shared with everything else that waits for it), unless {@link FlushPolicy} says otherwise. */
    SYNCED
}
