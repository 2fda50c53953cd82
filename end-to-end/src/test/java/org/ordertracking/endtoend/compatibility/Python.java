package org.ordertracking.endtoend.compatibility;

import java.nio.file.Path;

/** Debian's Python, whose packages bring the clients. */
final class Python {

    static final String INTERPRETER = "/usr/bin/python3";

    private Python() {}

    static Path script(String name) {
        return TestResources.path("/compatibility/python/" + name + ".py");
    }
}
