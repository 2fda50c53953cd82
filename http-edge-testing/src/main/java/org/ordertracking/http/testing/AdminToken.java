package org.ordertracking.http.testing;

/** The admin door of a service under test: this module's configuration sets the token. */
public final class AdminToken {

    /** The setting {@code admin.token} in tests. */
    public static final String FOR_TESTS = "a-token-for-tests-only";

    /** The header {@code Authorization} with it. */
    public static final String BEARER = "Bearer " + FOR_TESTS;

    private AdminToken() {}
}
