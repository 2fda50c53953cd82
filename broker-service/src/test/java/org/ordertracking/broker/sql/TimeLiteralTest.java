package org.ordertracking.broker.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in queries, as the engine's parser shows them; what they mean to it was tried. */
class TimeLiteralTest {
    private static final String CONSTANT =
            "{\"type\":\"VALUE_CONSTANT\",\"value\":{\"type\":{\"id\":\"VARCHAR\"},\"value\":\"%s\"}}";
    private static final String CAST = "{\"type\":\"OPERATOR_CAST\",\"cast_type\":{\"id\":\"%s\"},\"child\":%s}";

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31 12:00:00, 2026-01-31T12:00:00Z",
        "2026-01-31 12:00, 2026-01-31T12:00:00Z",
        "2026-01-31, 2026-01-31T00:00:00Z",
        "2026-01-31 12:00:00.123999, 2026-01-31T12:00:00.123Z",
        "2026-01-31 12:00:00+05, 2026-01-31T07:00:00Z",
        "2026-01-31 12:00:00-05:30, 2026-01-31T17:30:00Z"
    })
    void aPlainTextIsAMomentInUtcUnlessItHasAZone(String text, Instant moment) {
        assertThat(TimeLiteral.of(read(CONSTANT.formatted(text)))).hasValue(moment.toEpochMilli());
        assertThat(cast(text, "TIMESTAMP WITH TIME ZONE")).hasValue(moment.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31 24:00:00",
        "2026-02-30",
        "2026-01-31 12:00:00 Europe/Berlin",
        "2026-01-31 12:00:00+19",
        "infinity",
        "26-01-31",
        "2026-01-31 12:00:00.1234567"
    })
    void whatLeavesADoubtIsLeftToTheEngine(String text) {
        assertThat(TimeLiteral.of(read(CONSTANT.formatted(text)))).isEmpty();
    }

    @Test
    void aCastSaysWhatOfATextCounts() {
        assertThat(cast("2026-01-31 12:00:00", "TIMESTAMP")).isPresent();
        assertThat(cast("2026-01-31 12:00:00Z", "TIMESTAMP")).isEmpty();
        assertThat(cast("2026-01-31", "DATE")).isPresent();
        assertThat(cast("2026-01-31 12:00:00", "DATE")).isEmpty();
        assertThat(cast("2026-01-31", "TIMESTAMP_NS")).isEmpty();
        assertThat(TimeLiteral.of(read("{\"type\":\"FUNCTION\"}"))).isEmpty();
    }

    private static OptionalLong cast(String text, String type) {
        return TimeLiteral.of(read(CAST.formatted(type, CONSTANT.formatted(text))));
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
