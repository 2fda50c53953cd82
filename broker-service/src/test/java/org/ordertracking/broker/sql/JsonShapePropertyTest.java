package org.ordertracking.broker.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever objects a topic has, one type fits them all, in whichever order they come. */
class JsonShapePropertyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 150)
    void theOrderOfRecordsDoesNotChangeATypeAndNoneIsSeenTwice(
            @ForAll("objects") Map<String, Object> one, @ForAll("objects") Map<String, Object> two)
            throws JsonProcessingException {
        JsonShape first = shape(one);
        JsonShape second = shape(two);

        JsonShape both = first.merge(second);
        assertThat(columns(both)).isEqualTo(columns(second.merge(first)));
        assertThat(columns(both.merge(first))).isEqualTo(columns(both));
        assertThat(columns(both.merge(second))).isEqualTo(columns(both));
    }

    @Property(tries = 150)
    void aStructureIsJsonWhateverTheNames(@ForAll("objects") Map<String, Object> object)
            throws JsonProcessingException {
        assertThat(JSON.readTree(shape(object).structure())).isNotNull();
    }

    @Property(tries = 150)
    void whatIsNoObjectHasNoShape(@ForAll String text) {
        Optional<JsonShape.Fields> found = JsonShapeReader.objectIn(text);

        found.ifPresent(fields -> assertThat(text.strip()).startsWith("{").endsWith("}"));
    }

    private static Map<String, JsonShape> columns(JsonShape shape) {
        return shape instanceof JsonShape.Fields fields ? fields.fields() : Map.of("", shape);
    }

    private static JsonShape shape(Map<String, Object> object) throws JsonProcessingException {
        return JsonShapeReader.objectIn(JSON.writeValueAsString(object)).orElseThrow();
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        Arbitrary<Object> values = Arbitraries.recursive(
                () -> Arbitraries.oneOf(
                        Arbitraries.integers().map(Object.class::cast),
                        Arbitraries.doubles().map(Object.class::cast),
                        Arbitraries.strings().ofMaxLength(5).map(Object.class::cast),
                        Arbitraries.of(true, false).map(Object.class::cast)),
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(2).map(List.class::cast).map(Object.class::cast),
                        Arbitraries.maps(names(), inner).ofMaxSize(2).map(Object.class::cast)),
                0,
                3);
        return Arbitraries.maps(names(), values).ofMaxSize(3);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("a", "b", "A", ""), Arbitraries.strings().ofMaxLength(3));
    }
}
