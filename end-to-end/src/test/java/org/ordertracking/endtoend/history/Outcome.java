package org.ordertracking.endtoend.history;

/** What became of an operation, as far as its client can know. */
public enum Outcome {
    /** The broker said that it is done; of a transaction: committed. */
    OK,
    /** It has not happened and never will; of a transaction: nobody ever asked to commit it, or its abort was confirmed. */
    FAILED,
    /** Nobody said. It has happened or not, but not in part. */
    INDEFINITE
}
