package org.ordertracking.broker.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.topic.Topic;

/** What a query sees of a topic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlQueriesTest {
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
    void fieldsOfJsonObjectsAreColumns() throws SqlException {
        Topic orders = sql.topic("orders", 2);
        sql.write(orders, 0, "{\"status\":\"PLACED\",\"total\":12.5}", "{\"status\":\"PLACED\",\"total\":7}");
        sql.write(orders, 1, "{\"status\":\"CANCELLED\",\"lines\":[{\"sku\":\"cup\",\"quantity\":2}]}");

        assertThat(sql.rows("SELECT status, count(*), sum(total) FROM orders GROUP BY status ORDER BY status"))
                .containsExactly("[\"CANCELLED\",1,null]", "[\"PLACED\",2,19.5]");
        assertThat(sql.rows("SELECT lines[1].sku, lines[1].quantity FROM orders WHERE lines IS NOT NULL"))
                .containsExactly("[\"cup\",2]");
        assertThat(
                        sql.rows(
                                "SELECT column_name, column_type FROM (DESCRIBE orders) WHERE column_name NOT LIKE '\\_%' ESCAPE '\\'"))
                .containsExactly(
                        "[\"status\",\"VARCHAR\"]",
                        "[\"total\",\"DOUBLE\"]",
                        "[\"lines\",\"STRUCT(sku VARCHAR, quantity BIGINT)[]\"]");
    }

    @Test
    void everyRecordHasItsPlaceKeyTimeHeadersAndText() throws SqlException {
        Topic topic = sql.topic("with.dots-and-dashes", 1);
        SimpleRecord record = new SimpleRecord(
                1_700_000_000_123L,
                "key".getBytes(StandardCharsets.UTF_8),
                "plain text".getBytes(StandardCharsets.UTF_8),
                new Header[] {header("type", "first"), header("type", "last"), header("none", null)});
        sql.write(topic, 0, MemoryRecords.withRecords(Compression.gzip().build(), record));

        assertThat(
                        sql.rows(
                                "SELECT _partition, _offset, _timestamp, _key, _headers, _headers['type'], _value FROM \"with.dots-and-dashes\""))
                .containsExactly(
                        "[0,0,\"2023-11-14T22:13:20.123Z\",\"key\",{\"type\":\"last\",\"none\":null},\"last\",\"plain text\"]");
        SqlException unquoted = catchThrowableOfType(SqlException.class, () -> sql.rows("SELECT 1 FROM with.x"));
        assertThat(unquoted).isNotNull();
    }

    @Test
    void tombstonesAreNullAndWhatIsNoUtf8IsShownByteByByte() throws SqlException {
        Topic topic = sql.topic("odd", 1);
        sql.write(topic, 0, (String) null);
        sql.write(topic, 0, MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(1, null, new byte[] {
            'a', (byte) 0xff, '\\'
        })));
        sql.write(topic, 0, "[1,2]", "{\"broken\":", "17", "{\"whole\":true}");

        assertThat(sql.rows("SELECT _key, _value, whole FROM odd ORDER BY _offset"))
                .containsExactly(
                        "[\"key-0\",null,null]",
                        "[null,\"a\\\\xFF\\\\x5C\",null]",
                        "[\"key-0\",\"[1,2]\",null]",
                        "[\"key-1\",\"{\\\"broken\\\":\",null]",
                        "[\"key-2\",\"17\",null]",
                        "[\"key-3\",\"{\\\"whole\\\":true}\",true]");
    }

    @Test
    void onlyCommittedRecordsAreRead() throws SqlException {
        Topic topic = sql.topic("transactions", 1);
        sql.write(topic, 0, "{\"n\":1}");
        sql.write(topic, 0, Records.inTransaction(1, "{\"n\":2}"));
        Records.end(topic.partitions().get(0), 1, ControlRecordType.ABORT);
        sql.write(topic, 0, Records.inTransaction(2, "{\"n\":3}"));
        Records.end(topic.partitions().get(0), 2, ControlRecordType.COMMIT);
        sql.write(topic, 0, Records.inTransaction(3, "{\"n\":4}"));
        sql.write(topic, 0, "{\"n\":5}");

        assertThat(sql.rows("SELECT n FROM transactions ORDER BY n")).containsExactly("[1]", "[3]");
    }

    @Test
    void fieldsThatDifferInTypeTakeAWiderOne() throws SqlException {
        Topic topic = sql.topic("mixed", 1);
        sql.write(
                topic,
                0,
                "{\"a\":1,\"b\":1,\"c\":{\"x\":1},\"d\":[1]}",
                "{\"a\":1.5,\"b\":\"two\",\"c\":7,\"d\":[\"one\"]}");

        assertThat(sql.rows("SELECT a, b, c, d FROM mixed ORDER BY _offset"))
                .containsExactly("[1.0,\"1\",\"{\\\"x\\\":1}\",[\"1\"]]", "[1.5,\"two\",\"7\",[\"one\"]]");
    }

    @Test
    void hostileNamesAndDepthsHarmNobody() throws SqlException {
        Topic topic = sql.topic("hostile", 1);
        sql.write(
                topic,
                0,
                "{\"\":1,\"a\\\"b\":2,\"it's\":3,\"A\":4,\"a\":5,\"_offset\":6,\"x\\u0000y\":7,\"a\":8,\"'); DROP VIEW hostile; --\":9}",
                "[".repeat(100_000) + "]".repeat(100_000),
                "{\"deep\":" + "[".repeat(150) + "]".repeat(150) + "}",
                "{\"surrogate\":\"\\ud800\"}",
                "{\"big\":123456789012345678901234567890,\"huge\":1e999}");

        assertThat(
                        sql.rows(
                                "SELECT \"a\"\"b\", \"it's\", \"A\", _offset, \"'); DROP VIEW hostile; --\" FROM hostile WHERE _offset = 0"))
                .containsExactly("[2,3,4,0,9]");
        SqlAnswer answer = sql.ask(SqlRequest.of("SELECT count(*) FROM hostile"));
        assertThat(answer.result().rows()).containsExactly("[5]");
        assertThat(answer.topics().get(0).leftOut()).isEqualTo(4);
        assertThat(sql.rows("SELECT _value->>'$._offset' FROM hostile LIMIT 1")).containsExactly("[\"6\"]");
    }

    @Test
    void aCrashOfTheEngineIsTheQuerysAlone() throws SqlException {
        Topic topic = sql.topic("crash", 1);
        sql.write(topic, 0, "[".repeat(400_000) + "]".repeat(400_000));

        SqlException crash = catchThrowableOfType(
                SqlException.class, () -> sql.rows("SELECT length(json_structure(_value)::VARCHAR) FROM crash"));

        assertThat(crash.kind()).isEqualTo(SqlException.Kind.CRASHED);
        assertThat(sql.rows("SELECT count(*) FROM crash")).containsExactly("[1]");
    }

    @Test
    void severalTopicsAreJoinedAndCommonTablesAreNoTopics() throws SqlException {
        sql.write(sql.topic("left", 1), 0, "{\"id\":1,\"name\":\"one\"}", "{\"id\":2,\"name\":\"two\"}");
        sql.write(sql.topic("right", 1), 0, "{\"id\":2,\"price\":20}");

        assertThat(
                        sql.rows(
                                "WITH cheap AS (SELECT * FROM \"right\" WHERE price < 30) SELECT name, price FROM \"left\" JOIN cheap USING (id)"))
                .containsExactly("[\"two\",20]");
    }

    @Test
    void conditionsOnPartitionsAndOffsetsKeepRecordsFromBeingRead() throws SqlException {
        Topic topic = sql.topic("bounded", 3);
        for (int partition = 0; partition < 3; partition++) {
            sql.write(topic, partition, "{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
        }

        SqlAnswer narrow = sql.ask(SqlRequest.of(
                "SELECT count(*) FROM bounded b WHERE b._partition = 1 AND 1 <= _offset AND _offset < 3 AND n > 0"));
        assertThat(narrow.result().rows()).containsExactly("[2]");
        assertThat(narrow.records()).isEqualTo(2);
        SqlAnswer either = sql.ask(SqlRequest.of("SELECT count(*) FROM bounded WHERE _partition = 1 OR _offset = 0"));
        assertThat(either.result().rows()).containsExactly("[6]");
        assertThat(either.records()).isEqualTo(12);
        SqlAnswer renamed = sql.ask(SqlRequest.of("SELECT count(*) FROM bounded AS b(_offset) WHERE _offset = 0"));
        assertThat(renamed.result().rows()).containsExactly("[4]");
    }

    @Test
    void conditionsOnTimesKeepRecordsFromBeingRead() throws SqlException {
        Topic topic = sql.topic("timed", 1);
        for (int second = 1; second <= 6; second++) {
            sql.write(topic, 0, Records.at(second * 1_000L, "{}"));
        }
        sql.write(topic, 0, Records.at(2_000, "{\"late\":true}"));

        SqlAnswer open =
                sql.ask(SqlRequest.of("SELECT count(*) FROM timed t WHERE t._timestamp >= '1970-01-01T00:00:05Z'"));
        assertThat(open.result().rows()).containsExactly("[2]");
        assertThat(open.records()).isEqualTo(2);
        assertThat(open.topics().get(0).partitions().get(0).from()).isEqualTo(4);
        SqlAnswer closed = sql.ask(
                SqlRequest.of(
                        "SELECT list(_offset ORDER BY _offset) FROM timed WHERE TIMESTAMP '1970-01-01 00:00:03' > _timestamp AND _timestamp > '1970-01-01 00:00:01'"));
        assertThat(closed.result().rows()).containsExactly("[[1,6]]");
        assertThat(closed.records())
                .as("the bounds themselves too: they are rounded to milliseconds")
                .isEqualTo(4);
        SqlAnswer either =
                sql.ask(SqlRequest.of("SELECT count(*) FROM timed WHERE _timestamp > '1971-01-01' OR _offset = 0"));
        assertThat(either.result().rows()).containsExactly("[1]");
    }

    @Test
    void noConditionOnTimesLosesARecordHoweverTheyAreOrdered() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Topic topic = sql.topic("disordered", 1);
        for (int batch = 0; batch < 12; batch++) {
            sql.write(
                    topic,
                    0,
                    MemoryRecords.withRecords(
                            Compression.NONE,
                            random.ints(1 + random.nextInt(4), -1, 8)
                                    .mapToObj(time -> new SimpleRecord(
                                            time < 0 ? RecordBatch.NO_TIMESTAMP : time,
                                            "{}".getBytes(StandardCharsets.UTF_8)))
                                    .toArray(SimpleRecord[]::new)));
        }

        List<String> conditions = Stream.of("=", "<", "<=", ">", ">=", "<>", "BETWEEN '1970-01-01 00:00:00.0025' AND")
                .flatMap(how ->
                        Stream.of("00.003", "00.0034", "00.008").map(time -> how + " '1970-01-01 00:00:" + time + "'"))
                .toList();
        JsonNode fullRead = row(conditions.stream()
                .map(condition -> "list(_offset ORDER BY _offset) FILTER (WHERE _timestamp %s)".formatted(condition))
                .collect(Collectors.joining(", ", "SELECT ", " FROM disordered")));
        for (int i = 0; i < conditions.size(); i++) {
            JsonNode narrowed =
                    row("SELECT list(_offset ORDER BY _offset) FROM disordered WHERE _timestamp " + conditions.get(i));
            assertThat(narrowed.get(0))
                    .as("%s, seed %d", conditions.get(i), seed)
                    .isEqualTo(fullRead.get(i));
        }
    }

    private JsonNode row(String query) throws Exception {
        return new ObjectMapper().readTree(sql.rows(query).get(0));
    }

    @Test
    void theNewestAndATimeBoundWhatIsRead() throws SqlException {
        Topic topic = sql.topic("times", 1);
        for (int time = 1; time <= 5; time++) {
            sql.write(topic, 0, Records.at(time * 1_000L, "{\"n\":" + time + "}"));
        }

        SqlRequest all = SqlRequest.of("SELECT n FROM times ORDER BY n");
        assertThat(sql.ask(new SqlRequest(
                                all.query(),
                                OptionalLong.of(2),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalInt.empty()))
                        .result()
                        .rows())
                .containsExactly("[4]", "[5]");
        SqlAnswer between = sql.ask(new SqlRequest(
                all.query(),
                OptionalLong.empty(),
                Optional.of(Instant.ofEpochSecond(2)),
                Optional.of(Instant.ofEpochSecond(4)),
                OptionalInt.empty()));
        assertThat(between.result().rows()).containsExactly("[2]", "[3]");
        assertThat(between.records()).isEqualTo(2);
        assertThatThrownBy(() -> sql.ask(new SqlRequest(
                        all.query(),
                        OptionalLong.empty(),
                        Optional.of(Instant.MAX),
                        Optional.empty(),
                        OptionalInt.empty())))
                .hasMessageContaining("since: must be from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z");
    }

    @Test
    void aLiveQueryReadsWhatHasComeAndTakesNewColumns() throws SqlException {
        Topic topic = sql.topic("live", 1);
        sql.write(topic, 0, "{\"n\":1}");
        try (SqlQueries.LiveQuery live = sql.queries()
                .live(
                        SqlRequest.of(
                                "SELECT * EXCLUDE (_timestamp, _headers, _value, _partition, _key) FROM live ORDER BY _offset"))) {
            assertThat(live.next().result().rows()).containsExactly("[0,1]");
            assertThat(live.hasMore()).isFalse();

            sql.write(topic, 0, "{\"n\":\"two\",\"more\":true}");

            assertThat(live.hasMore()).isTrue();
            SqlAnswer second = live.next();
            assertThat(second.result().rows()).containsExactly("[0,\"1\",null]", "[1,\"two\",true]");
            assertThat(second.records()).isEqualTo(2);
            assertThat(live.hasMore()).isFalse();
            SqlException full =
                    catchThrowableOfType(SqlException.class, () -> sql.queries().live(SqlRequest.of("SELECT 1")));
            assertThat(full).hasMessageContaining("broker.sql.live");
        }
        sql.queries().live(SqlRequest.of("SELECT 1")).close();
    }

    @Test
    void bytesInAKeyAreNoTrouble() throws SqlException {
        Topic topic = sql.topic("keys", 1);
        sql.write(
                topic,
                0,
                MemoryRecords.withRecords(
                        Compression.NONE,
                        new SimpleRecord(1, ByteBuffer.wrap(new byte[] {(byte) 0xfe, 0}), null, new Header[0])));

        assertThat(sql.rows("SELECT _key FROM keys")).isEqualTo(List.of("[\"\\\\xFE\\\\x00\"]"));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
