package org.ordertracking.messaging.inbox;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.ordertracking.messaging.faults.InjectedFaultException;

/** Whether trying again can help. */
public enum FailureKind {
    /** The database is away, overloaded, two transactions got in each other's way, or a fault on purpose: it will pass. */
    TRANSIENT,
    /** The event, or the code that handles it: the same again tomorrow. */
    POISON;

    /**
     * Classes of SQL states (the first two characters) that tell of the database and not of the statement: 08 connection,
     * 28 login (a rotated password), 3D database missing, 40 rolled back for another transaction, 53 out of resources,
     * 57 shut down or cancelled, 58 system error. See PostgreSQL's appendix "Error Codes"; H2 uses the same where it can.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "28", "3D", "40", "53", "57", "58");

    /**
     * Single states: lock not available, read-only transaction (a primary that was demoted), lock timeout; and H2's own for
     * I/O errors, a closed database and a file that is in use.
     */
    private static final Set<String> TRANSIENT_STATES =
            Set.of("55P03", "25006", "HYT00", "90028", "90031", "90098", "90121", "90020");

    private static final int MAX_DEPTH = 20;

    /** What a failure is, by its causes. */
    public static FailureKind of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof InjectedFaultException || cause instanceof SQLException sql && isTransient(sql)) {
                return TRANSIENT;
            }
            cause = cause.getCause();
        }
        return POISON;
    }

    private static boolean isTransient(SQLException failure) {
        if (failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException) {
            return true;
        }
        String state = failure.getSQLState();
        if (state == null) {
            // The connection pool's own failures: no connection in time, or closed.
            return true;
        }
        return TRANSIENT_STATES.contains(state)
                || (state.length() > 2 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
    }
}
