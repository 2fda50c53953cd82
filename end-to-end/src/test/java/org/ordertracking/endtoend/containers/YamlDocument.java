package org.ordertracking.endtoend.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * A YAML document with its anchors and merge keys resolved.
 *
 * @param content mappings, lists and scalars
 */
record YamlDocument(Object content) {

    /** The documents of a file below the root of the checkout. */
    static List<YamlDocument> read(String file) {
        Path path = Path.of(System.getProperty("modules.directory"), file);
        try {
            return StreamSupport.stream(
                            new Yaml().loadAll(Files.readString(path)).spliterator(), false)
                    .map(YamlDocument::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** What stands below a path of keys, and of positions in lists; a document without content where nothing does. */
    YamlDocument at(Object... keys) {
        Object found = content;
        for (Object key : keys) {
            if (found instanceof Map<?, ?> mapping) {
                found = mapping.get(key);
            } else if (found instanceof List<?> list) {
                found = list.get((Integer) key);
            } else {
                return new YamlDocument(null);
            }
        }
        return new YamlDocument(found);
    }

    /** Its items, if it is a list. */
    List<YamlDocument> items() {
        return content instanceof List<?> list
                ? list.stream().map(YamlDocument::new).toList()
                : List.of();
    }

    String text() {
        return String.valueOf(content);
    }
}
