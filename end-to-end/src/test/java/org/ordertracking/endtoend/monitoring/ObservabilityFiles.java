package org.ordertracking.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is shipped to watch the suite with, as files. */
final class ObservabilityFiles {

    static final Path ROOT =
            Path.of(System.getProperty("modules.directory")).toAbsolutePath().normalize();

    static final Path COMPONENT = ROOT.resolve(Path.of("k8s", "components", "observability"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    private ObservabilityFiles() {}

    /** The files of a folder of the component that end like this, in the order of their names. */
    static List<Path> in(String folder, String ending) {
        try (Stream<Path> files = Files.list(COMPONENT.resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    static JsonNode yaml(Path file) {
        return read(file, YAML);
    }

    /** A file with several documents. */
    static List<JsonNode> documents(Path file) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    static JsonNode json(Path file) {
        return read(file, JSON);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    static String asYaml(JsonNode content) {
        try {
            return YAML.writeValueAsString(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + content, e);
        }
    }

    private static JsonNode read(Path file, ObjectMapper format) {
        try {
            return format.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
