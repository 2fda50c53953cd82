package org.ordertracking.endtoend.compatibility;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Files that come with the tests. */
final class TestResources {

    private TestResources() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(TestResources.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
