package org.ordertracking.endtoend.history;

/**
 * When an operation was under way, in ticks of the history's own clock. Of two operations, one came before the other only if
 * it was completed before the other was invoked.
 */
public record Span(long invoked, long completed) {

    public Span {
        if (completed < invoked) {
            throw new IllegalArgumentException("completed at " + completed + ", before invoked at " + invoked);
        }
    }

    /** Whether this was over when the other began. */
    public boolean before(Span other) {
        return completed < other.invoked;
    }
}
