package org.ordertracking.events;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the last release said about events: the baseline that a change is held against.
 *
 * @param topics topic of each type, by its name
 * @param folder where it lies
 */
record ReleasedContract(Map<String, String> topics, Path folder) {

    private static final Path BASELINE = Path.of("src/test/resources/baseline");
    private static final Path CURRENT = Path.of("src/main/resources/schemas");
    private static final String TOPICS = "topics.json";
    private static final String SCHEMAS = "schemas";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final TypeReference<TreeMap<String, String>> BY_TYPE = new TypeReference<>() {};

    static ReleasedContract read() {
        try {
            return new ReleasedContract(JSON.readValue(BASELINE.resolve(TOPICS).toFile(), BY_TYPE), BASELINE);
        } catch (IOException e) {
            throw new UncheckedIOException("The baseline of the contract cannot be read", e);
        }
    }

    /** The schema of a type as it was released. */
    JsonNode schema(String type) {
        try {
            return JSON.readTree(folder.resolve(SCHEMAS).resolve(file(type)).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The released schema of " + type + " cannot be read", e);
        }
    }

    /** Makes the contract as it is now the one that was released. */
    static void write() {
        Map<String, String> topics = new TreeMap<>();
        try {
            for (EventType type : EventTypes.all()) {
                topics.put(type.name(), type.topic());
                Files.copy(
                        CURRENT.resolve(file(type.name())),
                        BASELINE.resolve(SCHEMAS).resolve(file(type.name())),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(BASELINE.resolve(TOPICS), JSON.writeValueAsString(topics) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The baseline of the contract cannot be written", e);
        }
    }

    private static String file(String type) {
        return type.substring("org.ordertracking.".length()) + ".json";
    }
}
