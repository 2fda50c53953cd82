package org.ordertracking.testing.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives the tests of a module the database that the system property {@value #CHOICE} names, as an operator would: by run-time
 * configuration. With {@code h2}, the default, they run on H2 in memory. With {@code postgresql} a PostgreSQL server is started
 * before the first test and stopped after the last; the Maven profile {@code postgresql} sets that.
 *
 * <p>JUnit finds it by itself in every module that depends on this one.
 */
public final class DatabaseForTests implements LauncherSessionListener {

    /** Names the database: {@code h2} or {@code postgresql}. */
    public static final String CHOICE = "tests.database";

    /** Another module's tests may have the processors meanwhile. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private EmbeddedPostgres server;

    /** The database that was asked for. */
    public static String chosen() {
        return System.getProperty(CHOICE, "h2");
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        switch (chosen()) {
            case "h2" -> {}
            case "postgresql" -> settings(start()).forEach(System::setProperty);
            default -> throw new IllegalArgumentException(CHOICE + " must be h2 or postgresql, was " + chosen());
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }

    private int start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(START_LIMIT)
                    // Its data is gone after the tests anyway.
                    .setServerConfig("fsync", "off")
                    .start();
            return server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    private static Map<String, String> settings(int port) {
        return Map.of(
                "quarkus.datasource.\"h2\".active",
                "false",
                "quarkus.datasource.\"postgresql\".active",
                "true",
                "quarkus.datasource.\"postgresql\".jdbc.url",
                "jdbc:postgresql://localhost:" + port + "/postgres",
                "quarkus.datasource.\"postgresql\".username",
                "postgres",
                "quarkus.datasource.\"postgresql\".password",
                "postgres");
    }
}
