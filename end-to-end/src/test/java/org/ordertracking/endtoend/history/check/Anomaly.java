package org.ordertracking.endtoend.history.check;

/** A broken promise, with what shows it. */
public record Anomaly(Kind kind, String evidence) {

    /** The promises, by how they are broken. */
    public enum Kind {
        /** An acknowledged record is not there in the end. */
        LOST_WRITE,
        /** A record was read that is not there in the end. */
        VANISHED,
        /** A record is there that nobody sent. */
        PHANTOM,
        /** A record of an aborted transaction was read as committed, or a refused one at all. */
        ABORTED_READ,
        /** A record was read as committed before anybody asked to commit it. */
        DIRTY_READ,
        /** One record is at several offsets. */
        DUPLICATE,
        /** An offset holds different records to different clients or at different times. */
        DIVERGENCE,
        /** A reader was not given a record that lies between two it was given. */
        SKIPPED,
        /** Of a transaction, some records are there and some are not. */
        TORN_TRANSACTION,
        /** A transaction is still open although its producer was started again. */
        HANGING_TRANSACTION,
        /** Records of one producer and partition are not in the order in which it sent them. */
        DISORDER,
        /** A group's committed offset went back. */
        OFFSET_WENT_BACK,
        /** A group's committed offset is one that was never committed. */
        OFFSET_FROM_NOWHERE,
        /** Copies and the offset committed with them in one transaction do not belong together. */
        COPIES_WITHOUT_OFFSET
    }

    static Anomaly of(Kind kind, String evidence, Object... arguments) {
        return new Anomaly(kind, evidence.formatted(arguments));
    }

    @Override
    public String toString() {
        return kind + ": " + evidence;
    }
}
