package org.ordertracking.broker.sql.engine;

/** The engine did not do as it was told. */
public final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** It says that the statement is wrong; the message is the engine's. It can be asked again. */
        REFUSED,
        /** The query wanted more memory than it may have. */
        MEMORY,
        /** Its process has ended: it crashed, or was ended by {@link EngineProcess#kill}. */
        ENDED,
        /** It could not be started. */
        NOT_STARTED
    }

    private final Reason reason;

    public EngineException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public EngineException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
