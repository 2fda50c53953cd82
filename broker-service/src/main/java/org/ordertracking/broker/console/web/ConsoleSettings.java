package org.ordertracking.broker.console.web;

import java.util.Optional;

/**
 * What the broker's owner decides about the console.
 *
 * @param readOnly whether nobody may change anything
 * @param token who knows it may look and change; without one everybody may look
 * @param demo whether this is a demonstration, in which everybody on this machine may change things
 * @param shop address of the shop, for a link; empty for none
 * @param threads that look things up
 * @param streams that may be open at a time
 * @param sqlThreads that work for queries, live ones included
 */
public record ConsoleSettings(
        boolean readOnly,
        Optional<String> token,
        boolean demo,
        Optional<String> shop,
        int threads,
        int streams,
        int sqlThreads) {
    /** As which the token is set, for messages. */
    public static final String TOKEN_SETTING = "broker.console.token (ADMIN_TOKEN)";
}
