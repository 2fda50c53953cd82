package org.ordertracking.broker.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.topic.Topic;

/** What goes beyond a limit ends with a sentence that names it. */
class SqlLimitsTest {
    /** Computes for longer than anybody waits, and looks for no sign to stop in between. */
    private static final String ENDLESS = "SELECT sum(hash(a.range) % 7) FROM range(10000000) a, range(10000000) b";

    private static final int STOPS = 6;

    @TempDir
    private Path directory;

    private SqlFixture sql;

    @BeforeEach
    void start() {
        sql = new SqlFixture(directory);
    }

    @AfterEach
    void stop() {
        sql.close();
    }

    @Test
    void memoryIsBoundedEvenWhereTheEngineKeepsNoAccountOfIt() {
        assertRefused("SELECT len(range(200000000))", "broker.sql.memory");
        assertRefused("SELECT count(*) FROM (SELECT DISTINCT hash(range) FROM range(50000000))", "broker.sql.memory");
    }

    @Test
    void timeIsBounded() {
        sql.limited(with(Duration.ofSeconds(1), 10_000, 4 << 20, 1_000, 1 << 20));

        assertRefused(ENDLESS, "broker.sql.timeout");
    }

    @Test
    void recordsAndBytesThatAreReadAreBounded() {
        Topic topic = sql.topic("orders", 1);
        sql.write(topic, 0, "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");

        sql.limited(with(Duration.ofMinutes(1), 2, 4 << 20, 1_000, 1 << 20));
        assertRefused("SELECT count(*) FROM orders", "broker.sql.max-records");
        sql.limited(with(Duration.ofMinutes(1), 10, 20, 1_000, 1 << 20));
        assertRefused("SELECT count(*) FROM orders", "broker.sql.max-bytes");
    }

    @Test
    void rowsBeyondTheLimitAreCutOffAndItIsSaid() throws SqlException {
        sql.limited(with(Duration.ofMinutes(1), 10, 1_000, 10, 200));

        SqlAnswer many = sql.ask(SqlRequest.of("SELECT range FROM range(11)"));
        assertThat(many.result().rows()).hasSize(10);
        assertThat(many.result().cut()).isTrue();
        SqlAnswer exact = sql.ask(SqlRequest.of("SELECT range FROM range(10)"));
        assertThat(exact.result().cut()).isFalse();
        SqlAnswer wide = sql.ask(SqlRequest.of("SELECT repeat('x', 150) FROM range(3)"));
        assertThat(wide.result().rows()).hasSize(1);
        assertThat(wide.result().cut()).isTrue();
    }

    @Test
    void aQueryIsCancelledWhateverTheEngineIsDoing() throws Exception {
        SqlQueries.LiveQuery query = sql.queries().query(SqlRequest.of(ENDLESS));
        CompletableFuture<SqlException> end =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(SqlException.class, () -> {
                    try (query) {
                        query.next();
                    }
                }));

        query.cancel();

        assertThat(end.join().kind()).isEqualTo(SqlException.Kind.CANCELLED);
        assertThat(sql.queries().running()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void soManyRunAtATimeAndNoMore() throws SqlException {
        SqlQueries.LiveQuery first = sql.queries().query(SqlRequest.of("SELECT 1"));
        SqlQueries.LiveQuery second = sql.queries().query(SqlRequest.of("SELECT 1"));

        assertRefused("SELECT 1", "broker.sql.queries");

        first.close();
        assertThat(sql.rows("SELECT 1")).containsExactly("[1]");
        second.close();
    }

    @Test
    void whatBecomesOfQueriesIsCounted() throws SqlException {
        sql.write(sql.topic("orders", 1), 0, "{\"n\":1}", "{\"n\":2}");
        sql.limited(with(Duration.ofMinutes(1), 2, 4 << 20, 1_000, 1 << 20));
        sql.rows("SELECT count(*) FROM orders");
        assertThatThrownBy(() -> sql.rows("")).isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> sql.rows("SELECT")).isInstanceOf(SqlException.class);
        sql.write(sql.topic("orders", 1), 0, "{\"n\":3}");
        assertThatThrownBy(() -> sql.rows("SELECT count(*) FROM orders")).isInstanceOf(SqlException.class);

        assertThat(outcomes("ok")).isOne();
        assertThat(outcomes("invalid")).isEqualTo(2);
        assertThat(outcomes("limit")).isOne();
        assertThat(outcomes("crashed")).isZero();
        assertThat(sql.meters().get("broker.sql.duration").timer().count()).isEqualTo(3);
        assertThat(sql.meters().get("broker.sql.read.records").counter().count())
                .isEqualTo(5);
    }

    private double outcomes(String outcome) {
        return sql.meters()
                .get("broker.sql.queries")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void nothingRunsBeforeTheFirstQueryAndNothingIsLeftAfterTheEnd() throws SqlException {
        assertThat(sql.engines()).isEmpty();
        sql.rows("SELECT 1");
        assertThat(sql.engines()).hasSize(1);
        assertThat(sql.scratch()).isNotEmptyDirectory();

        sql.queries().close();

        assertNothingIsLeft();
    }

    @Test
    void nothingIsLeftWhenTheBrokerStopsWhileAnEngineStarts() {
        for (int i = 0; i < STOPS; i++) {
            SqlQueries queries = sql.limited(SqlFixture.LIMITS).queries();
            CompletableFuture<SqlException> end = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(SqlException.class, () -> sql.rows(ENDLESS)));
            while (i % 2 == 1 && queries.running() == 0 && !end.isDone()) {
                Thread.onSpinWait();
            }

            queries.close();

            assertThat(end.join()).extracting(SqlException::kind).isEqualTo(SqlException.Kind.UNAVAILABLE);
            assertNothingIsLeft();
        }
    }

    private void assertNothingIsLeft() {
        assertThat(sql.engines()).isEmpty();
        assertThat(sql.scratch()).isEmptyDirectory();
    }

    private static SqlLimits with(Duration time, long records, long bytes, int rows, int answerBytes) {
        return new SqlLimits(2, 1, 256L << 20, time, records, bytes, rows, answerBytes);
    }

    private void assertRefused(String query, String setting) {
        SqlException refusal = catchThrowableOfType(SqlException.class, () -> sql.rows(query));
        assertThat(refusal).as(query).isNotNull();
        assertThat(refusal.getMessage() + " " + refusal.remedy()).contains(setting);
    }
}
