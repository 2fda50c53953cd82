package org.ordertracking.broker.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Processes of engines and their folders are there for queries only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlEnginesTest {
    private static final int STOPS = 6;

    private SqlFixture sql;

    @BeforeAll
    void start(@TempDir Path directory) {
        sql = new SqlFixture(directory);
    }

    @AfterAll
    void stop() {
        sql.close();
    }

    @Test
    void nothingRunsBeforeTheFirstQueryAndNothingIsLeftAfterTheEnd() throws SqlException {
        SqlQueries queries = sql.restarted();
        assertNothingIsThere();
        sql.rows("SELECT 1");
        assertThat(sql.engines()).as("kept for the next query").hasSize(1);
        assertThat(sql.scratch()).isNotEmptyDirectory();

        queries.close();

        assertNothingIsThere();
    }

    @Test
    void aQueryIsCancelledWhateverTheEngineIsDoing() throws SqlException {
        SqlQueries.LiveQuery query = sql.restarted().query(SqlRequest.of(SqlFixture.ENDLESS));
        CompletableFuture<SqlException> end = asked(query);
        await().until(() -> !sql.engines().isEmpty());

        query.cancel();

        assertThat(end.join().kind()).isEqualTo(SqlException.Kind.CANCELLED);
        assertThat(sql.queries().running()).isZero();
        assertNothingIsThere();
    }

    @Test
    void nothingIsLeftWhenTheBrokerStopsWhileAnEngineStarts() throws SqlException {
        for (int i = 0; i < STOPS; i++) {
            SqlQueries queries = sql.restarted();
            CompletableFuture<SqlException> end = asked(queries.query(SqlRequest.of(SqlFixture.ENDLESS)));
            if (i % 2 == 1) {
                await().until(() -> !sql.engines().isEmpty());
            }

            queries.close();

            assertThat(end.join().kind()).isEqualTo(SqlException.Kind.UNAVAILABLE);
            assertNothingIsThere();
        }
    }

    @Test
    void anEngineThatRestsIsKeptWhenItsUserGoesAway() throws SqlException {
        SqlQueries.LiveQuery live = sql.restarted().live(SqlRequest.of("SELECT 1"));
        live.next();
        List<ProcessHandle> engines = sql.engines();

        live.cancel();
        live.close();

        assertThat(sql.rows("SELECT 2")).containsExactly("[2]");
        assertThat(sql.engines()).isEqualTo(engines).hasSize(1);
    }

    private static CompletableFuture<SqlException> asked(SqlQueries.LiveQuery query) {
        return CompletableFuture.supplyAsync(() -> catchThrowableOfType(SqlException.class, () -> {
            try (query) {
                query.next();
            }
        }));
    }

    private void assertNothingIsThere() {
        assertThat(sql.engines()).isEmpty();
        assertThat(sql.scratch()).isEmptyDirectory();
    }
}
