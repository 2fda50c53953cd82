package org.ordertracking.broker.sql;

/** A query has no answer. */
public final class SqlException extends Exception {
    private static final long serialVersionUID = 1L;
    /** Where no place in the query is to blame. */
    public static final int NOWHERE = -1;

    /** What kind of fault it is. */
    public enum Kind {
        /** The query, or a bound of it, is wrong. */
        INVALID,
        /** It is right, but would be more than a limit allows. */
        LIMIT,
        /** So many are at work already. */
        BUSY,
        /** Its user has given it up. */
        CANCELLED,
        /** The engine has crashed. */
        CRASHED,
        /** There is no engine, or the broker stops. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String remedy;
    private final int position;

    public SqlException(Kind kind, String message, String remedy, int position) {
        super(message);
        this.kind = kind;
        this.remedy = remedy;
        this.position = position;
    }

    static SqlException invalid(String message, String remedy) {
        return new SqlException(Kind.INVALID, message, remedy, NOWHERE);
    }

    static SqlException limit(String message, String remedy) {
        return new SqlException(Kind.LIMIT, message, remedy, NOWHERE);
    }

    public Kind kind() {
        return kind;
    }

    /** What can be done. */
    public String remedy() {
        return remedy;
    }

    /** Which character of the query is to blame, counted from 0; {@link #NOWHERE} if none. */
    public int position() {
        return position;
    }
}
