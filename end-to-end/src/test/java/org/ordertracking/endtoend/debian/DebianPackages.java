package org.ordertracking.endtoend.debian;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** The clients that Debian packages bring. A test that needs one fails without it; a skipped check shows nothing. */
final class DebianPackages {

    static final String PYTHON = "/usr/bin/python3";
    static final String KCAT = "/usr/bin/kcat";

    private static final Duration IMPORT_LIMIT = Duration.ofSeconds(60);

    private DebianPackages() {}

    static void requireKcat() {
        requireProgram(KCAT, "kcat");
    }

    static void requireKafkaForPython(ProcessSupervisor processes) {
        requireProgram(PYTHON, "python3-kafka");
        int exit = processes
                .start(Command.of("python-import", PYTHON, "-c", "import kafka"))
                .awaitExit(IMPORT_LIMIT);
        if (exit != 0) {
            throw missing(PYTHON + " cannot import kafka", "python3-kafka");
        }
    }

    private static void requireProgram(String program, String packageName) {
        if (!Files.isExecutable(Path.of(program))) {
            throw missing(program + " is missing", packageName);
        }
    }

    private static IllegalStateException missing(String what, String packageName) {
        return new IllegalStateException(what + "; install it with: sudo apt-get install -y " + packageName);
    }
}
