package org.ordertracking.endtoend.suite;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;
import org.ordertracking.endtoend.process.Patience;

/** A PostgreSQL server with a database for each service, on a free port; its data is gone when it is closed. */
public final class DatabaseServer implements AutoCloseable {

    /** 16 for each of eight processes, and some to spare. */
    private static final String CONNECTIONS = "160";

    private final EmbeddedPostgres server;

    private DatabaseServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** @param databases names of the databases that it shall have */
    public static DatabaseServer start(Collection<String> databases) {
        try {
            DatabaseServer started = new DatabaseServer(EmbeddedPostgres.builder()
                    .setPGStartupWait(Patience.LIMIT)
                    .setServerConfig("max_connections", CONNECTIONS)
                    .start());
            started.create(databases);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    private void create(Collection<String> databases) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String database : databases) {
                statement.execute("CREATE DATABASE \"" + database + '"');
            }
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("The databases cannot be created", e);
        }
    }

    /** What makes services use it, each the database of its own name. */
    public Map<String, String> settings() {
        return Map.of(
                "QUARKUS_PROFILE",
                "prod,postgresql",
                "DATABASE_URL",
                "jdbc:postgresql://localhost:" + server.getPort() + "/${quarkus.application.name}",
                "DATABASE_USER",
                "postgres",
                "DATABASE_PASSWORD",
                "postgres");
    }

    /** The database of this name, for a test that looks into it or holds something there. */
    public DataSource database(String name) {
        return server.getDatabase("postgres", name);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }
}
