package org.ordertracking.logistics.stream;

/** All places for streams are taken. */
public final class TooManyFollowersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyFollowersException(int limit) {
        super("at most " + limit + " deliveries are followed at the same time", null, false, false);
    }
}
