package org.ordertracking.broker.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of the API is held to the table of its operations, and to what it reads and writes. */
class ApiDescriptionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode description = ApiDescription.read(JSON);

    @Test
    void everyOperationIsDescribedAndNoneThatThereIsNot() {
        Door door = new Door(
                new ConsoleSettings(false, Optional.empty(), false, Optional.empty(), 1, 1, 1), InstantSource.system());
        Set<String> served = new TreeSet<>();
        Endpoints.of(() -> null, door, () -> JSON, Runnable::run)
                .forEach(endpoint -> served.add(endpoint.method() + " " + endpoint.path()));

        Set<String> described = new TreeSet<>();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(served);
    }

    @Test
    void everySchemaHasTheMembersOfItsRecord() {
        Set<Set<String>> records = new HashSet<>();
        new ClassFileImporter()
                .importPackages("org.ordertracking.broker.console")
                .forEach(type -> {
                    Class<?> loaded = type.reflect();
                    if (loaded.isRecord()) {
                        Set<String> members = new TreeSet<>();
                        Arrays.stream(loaded.getRecordComponents()).forEach(part -> members.add(part.getName()));
                        records.add(members);
                    }
                });

        description.at("/components/schemas").properties().forEach(schema -> {
            Set<String> members = new TreeSet<>();
            schema.getValue().get("properties").fieldNames().forEachRemaining(members::add);
            // Said by a method of the record.
            members.remove("whole");
            assertThat(records).as(schema.getKey()).contains(members);
        });
    }

    @Test
    void everyOperationAndParameterIsExplained() {
        description
                .get("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.path("summary").asText()).isNotBlank();
                    assertThat(operation.at("/responses/default").isObject()).isTrue();
                    operation
                            .path("parameters")
                            .forEach(parameter -> assertThat(
                                            parameter.path("description").asText())
                                    .as("%s of %s", parameter.path("name"), operation.path("operationId"))
                                    .isNotBlank());
                }));
    }

    @Test
    void whatIsReferredToIsThere() {
        description
                .findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }
}
