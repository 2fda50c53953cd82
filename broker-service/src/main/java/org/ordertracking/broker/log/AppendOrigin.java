package org.ordertracking.broker.log;

/** Who asks for an append, which decides how far its batches are trusted. */
public enum AppendOrigin {

    /** A produce request: header, limits, producer epoch and sequence are checked; control batches are refused. */
    CLIENT,

    /**
     * A coordinator inside the broker. Its batches carry no sequences (an offset commit of a transaction has a producer id and epoch but
     * no sequence), so of a producer only the epoch is checked.
     */
    COORDINATOR
}
