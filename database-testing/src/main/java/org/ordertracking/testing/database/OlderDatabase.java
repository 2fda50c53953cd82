package org.ordertracking.testing.database;

import io.quarkus.arc.Arc;
import io.quarkus.flyway.FlywayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * A database as an earlier release left it: a schema of its own beside the one of the running test, with the migrations of that
 * release only.
 *
 * <pre>
 *   OLDER ──{@link #migrate}──▶ CURRENT ──{@link #close}──▶ gone
 * </pre>
 */
public final class OlderDatabase implements AutoCloseable {

    private final Configuration service;
    private final DataSource database;
    private final String schema = "older_" + UUID.randomUUID().toString().replace("-", "");

    private OlderDatabase(Configuration service) {
        this.service = service;
        this.database = service.getDataSource();
    }

    /**
     * Makes one.
     *
     * @param migrations those that the release had, by their names on the class path
     */
    public static OlderDatabase with(String... migrations) {
        Flyway flyway = Arc.container()
                .select(Flyway.class, FlywayDataSource.FlywayDataSourceLiteral.of(DatabaseForTests.chosen()))
                .get();
        OlderDatabase older = new OlderDatabase(flyway.getConfiguration());
        older.create(List.of(migrations));
        return older;
    }

    private void create(List<String> migrations) {
        try {
            Path folder = Files.createTempDirectory(schema);
            try {
                for (String migration : migrations) {
                    copy(migration, folder);
                }
                Flyway.configure()
                        .dataSource(database)
                        .schemas(schema)
                        .defaultSchema(schema)
                        .locations("filesystem:" + folder)
                        .load()
                        .migrate();
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The migrations of an earlier release cannot be copied", e);
        }
    }

    private static void copy(String migration, Path folder) throws IOException {
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(migration)) {
            if (content == null) {
                throw new IllegalArgumentException("There is no migration " + migration
                        + " any more, though databases have it in their history: put it back as it was");
            }
            Files.copy(content, folder.resolve(Path.of(migration).getFileName()));
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The product's name as its driver tells it. */
    public String product() {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements in it, for example those that fill it as that release did. */
    public OlderDatabase execute(String... statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            String before = connection.getSchema();
            connection.setSchema(schema);
            try {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } finally {
                connection.setSchema(before);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Migrates it with the migrations and settings of the service under test, as its start does. */
    public OlderDatabase migrate() {
        Flyway.configure()
                .configuration(service)
                .schemas(schema)
                .defaultSchema(schema)
                .load()
                .migrate();
        return this;
    }

    /** Lets the service's own code look into it. To be called in a transaction, all statements of which go there. */
    public <T> T within(Supplier<T> work) {
        try (Connection connection = database.getConnection()) {
            String before = connection.getSchema();
            connection.setSchema(schema);
            try {
                return work.get();
            } finally {
                connection.setSchema(before);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA " + schema + " CASCADE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
