package org.ordertracking.broker.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.broker.sql.engine.EngineException;
import org.ordertracking.broker.sql.engine.EngineFolders;
import org.ordertracking.broker.sql.engine.EngineProcess;

/** A query reaches the topics and nothing else: neither through our door nor, were it open, through the engine's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlSandboxTest {
    private Path directory;

    private SqlFixture sql;
    private EngineProcess engine;
    private Path secret;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        directory = folder;
        secret = Files.writeString(directory.resolve("secret.csv"), "a,b\n1,2\n");
        sql = new SqlFixture(directory.resolve("data"));
        sql.write(sql.topic("orders", 1), 0, "{\"status\":\"PLACED\"}");
        engine = EngineProcess.start(new EngineFolders(sql.scratch()));
        engine.open(SqlFixture.LIMITS.engineMemory());
    }

    @AfterAll
    void stop() {
        engine.close();
        sql.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO '%s.out'",
                "COPY orders FROM '%s'",
                "ATTACH '%s.db'",
                "ATTACH ':memory:' AS other",
                "INSTALL httpfs",
                "LOAD httpfs",
                "LOAD '%s'",
                "SET memory_limit = '10GB'",
                "SET enable_external_access = true",
                "RESET memory_limit",
                "PRAGMA database_list",
                "PRAGMA enable_profiling",
                "EXPORT DATABASE '%s.export'",
                "IMPORT DATABASE '%s'",
                "CALL enable_logging(storage = 'file', storage_path = '%s.log')",
                "FROM enable_logging(storage = 'file', storage_path = '%s.log')",
                "SELECT write_log('x')",
                "SELECT getenv('HOME')",
                "CREATE TABLE x (i INTEGER)",
                "CREATE SECRET (TYPE s3)",
                "INSERT INTO orders VALUES (1)",
                "DROP VIEW orders",
                "UPDATE orders SET status = 'x'",
                "DELETE FROM orders",
                "SET VARIABLE v = 1",
                "USE memory",
                "CHECKPOINT",
                "VACUUM",
                "PREPARE p AS SELECT 1",
                "EXPLAIN ANALYZE SELECT 1",
                "SHOW TABLES",
                "SELECT * FROM '%s'",
                "SELECT * FROM \"%s\"",
                "SELECT * FROM read_csv('%s')",
                "SELECT * FROM read_json('%s')",
                "SELECT * FROM read_text('%s')",
                "SELECT * FROM read_blob('%s')",
                "SELECT * FROM read_parquet('%s')",
                "SELECT * FROM parquet_metadata('%s')",
                "SELECT * FROM sniff_csv('%s')",
                "SELECT * FROM glob('%s*')",
                "SELECT (SELECT count(*) FROM read_text('%s'))",
                "WITH x AS (FROM read_text('%s')) SELECT * FROM x",
                "SELECT * FROM orders WHERE status IN (SELECT content FROM read_text('%s'))",
                "FROM query('SELECT 1')",
                "FROM query_table('orders')",
                "FROM json_execute_serialized_sql('{}')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM pg_catalog.pg_class",
                "SELECT * FROM log.t0",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW orders"
            })
    void whatIsNoPlainSelectOverTopicsIsRefused(String statement) {
        SqlException refusal =
                catchThrowableOfType(SqlException.class, () -> sql.rows(statement.replace("%s", secret.toString())));

        assertThat(refusal).as(statement).isNotNull();
        assertThat(refusal.kind()).isEqualTo(SqlException.Kind.INVALID);
        assertThat(refusal.remedy()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('%s')",
                "SELECT * FROM read_text('%s')",
                "SELECT * FROM read_parquet('%s')",
                "SELECT * FROM glob('%s*')",
                "SELECT * FROM '%s'",
                "COPY (SELECT 1) TO '%s.out'",
                "ATTACH '%s.db'",
                "EXPORT DATABASE '%s.export'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET lock_configuration = false",
                "SET memory_limit = '10GB'",
                "SET temp_directory = '/tmp'",
                "SELECT * FROM read_text('http://127.0.0.1:1/')"
            })
    void theEngineItselfIsClosedToTheOutside(String statement) {
        assertThatThrownBy(() -> engine.execute(statement.replace("%s", secret.toString())))
                .isInstanceOf(EngineException.class)
                .hasMessageMatching("(?s).*(disabled|locked|does not exist).*");
    }

    @Test
    void aFileNextDoorIsLeftAlone() throws Exception {
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("secret.csv", "data");
        }
        assertThat(secret).hasContent("a,b\n1,2\n");
    }

    @Test
    void theEnvironmentOfTheBrokerIsNotHandedOn() {
        assertThat(sql.engines().stream().map(ProcessHandle::pid).map(pid -> Path.of("/proc/" + pid + "/environ")))
                .isNotEmpty()
                .allSatisfy(environment -> assertThat(environment).isEmptyFile());
    }

    @Test
    void aRefusalSaysWhatIsAndWhatCanBeDone() {
        assertThatThrownBy(() -> sql.rows("SELECT count(*) FROM order"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("syntax error");
        SqlException missing = catchThrowableOfType(SqlException.class, () -> sql.rows("SELECT 1 FROM order_s"));
        assertThat(missing).hasMessage("There is no topic 'order_s'.");
        assertThat(missing.position()).isEqualTo("SELECT 1 FROM ".length());
        SqlException column = catchThrowableOfType(SqlException.class, () -> sql.rows("SELECT statu FROM orders"));
        assertThat(column).hasMessageContaining("statu").hasMessageNotContaining("pending query result");
        assertThat(column.remedy()).contains("status");
    }
}
