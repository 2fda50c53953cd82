package org.ordertracking.broker.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What goes beyond a limit ends with a sentence that names it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlLimitsTest {
    private SqlFixture sql;

    @BeforeAll
    void start(@TempDir Path directory) {
        // As little memory as may be: it takes least time to fill.
        sql = new SqlFixture(directory, new SqlLimits(2, 1, 160L << 20, Duration.ofMinutes(2), 2, 100, 10, 200));
    }

    @AfterAll
    void stop() {
        sql.close();
    }

    @Test
    void memoryIsBoundedByTheEnginesOwnAccount() {
        assertRefused("SELECT count(*) FROM (SELECT DISTINCT hash(range) FROM range(50000000))", "broker.sql.memory");
    }

    @Test
    void memoryIsBoundedWhereTheEngineKeepsNoAccountOfIt() {
        assertRefused("SELECT len(range(200000000))", "broker.sql.memory");
    }

    @Test
    void timeIsBounded() {
        SqlLimits limits = new SqlLimits(1, 0, 256L << 20, Duration.ofSeconds(1), 2, 100, 10, 200);
        try (SqlQueries brief = sql.others(limits)) {
            assertRefused(brief, SqlFixture.ENDLESS, "broker.sql.timeout");
        }
    }

    @Test
    void recordsThatAreReadAreBounded() {
        sql.write(sql.topic("many", 1), 0, "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");

        assertRefused("SELECT count(*) FROM many", "broker.sql.max-records");
    }

    @Test
    void bytesThatAreReadAreBounded() {
        sql.write(sql.topic("large", 1), 0, "x".repeat(100));

        assertRefused("SELECT count(*) FROM large", "broker.sql.max-bytes");
    }

    @Test
    void rowsBeyondTheLimitAreCutOffAndItIsSaid() throws SqlException {
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
        sql.write(sql.topic("counted", 1), 0, "{\"n\":1}", "{\"n\":2}");
        double answered = outcomes("ok");
        double invalid = outcomes("invalid");
        double limited = outcomes("limit");
        long timed = sql.meters().get("broker.sql.duration").timer().count();
        double records = sql.meters().get("broker.sql.read.records").counter().count();

        sql.rows("SELECT count(*) FROM counted");
        catchThrowableOfType(SqlException.class, () -> sql.rows(""));
        catchThrowableOfType(SqlException.class, () -> sql.rows("SELECT"));
        sql.write(sql.topic("counted", 1), 0, "{\"n\":3}");
        catchThrowableOfType(SqlException.class, () -> sql.rows("SELECT count(*) FROM counted"));

        assertThat(outcomes("ok") - answered).isOne();
        assertThat(outcomes("invalid") - invalid).isEqualTo(2);
        assertThat(outcomes("limit") - limited).isOne();
        assertThat(sql.meters().get("broker.sql.duration").timer().count() - timed)
                .as("an empty query is not begun")
                .isEqualTo(3);
        assertThat(sql.meters().get("broker.sql.read.records").counter().count() - records)
                .isEqualTo(5);
    }

    private double outcomes(String outcome) {
        return sql.meters()
                .get("broker.sql.queries")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private void assertRefused(String query, String setting) {
        assertRefused(sql.queries(), query, setting);
    }

    private static void assertRefused(SqlQueries queries, String query, String setting) {
        SqlException refusal =
                catchThrowableOfType(SqlException.class, () -> SqlFixture.ask(queries, SqlRequest.of(query)));
        assertThat(refusal).as(query).isNotNull();
        assertThat(refusal.getMessage() + " " + refusal.remedy()).contains(setting);
    }
}
