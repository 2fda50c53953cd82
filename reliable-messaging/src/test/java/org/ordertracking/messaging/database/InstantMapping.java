package org.ordertracking.messaging.database;

import org.jdbi.v3.core.Jdbi;

/** For tests with a database of their own: instants as {@link ActiveDatabase} has them. */
public final class InstantMapping {

    private InstantMapping() {}

    public static void register(Jdbi jdbi) {
        jdbi.registerArgument(new InstantArgumentFactory());
        jdbi.registerColumnMapper(new InstantColumnMapper());
    }
}
