package org.ordertracking.endtoend.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The ways in which a service is packaged. The system property {@code services.flavour} says which one is tested. */
enum Flavour {

    /** {@code quarkus-run.jar}, on the Java that runs the tests. */
    JVM {
        @Override
        Command command(Path target, String module, Map<String, String> environment) {
            Path jar = target.resolve("quarkus-app").resolve("quarkus-run.jar");
            if (!Files.exists(jar)) {
                throw new IllegalStateException(jar + " is missing; mvn package -pl " + module + " -am builds it");
            }
            return Command.java(module, List.of("-jar", jar.toString()), environment);
        }
    },

    /** {@code MODULE-VERSION-runner}, an executable. */
    NATIVE {
        @Override
        Command command(Path target, String module, Map<String, String> environment) {
            List<Path> runners = runnersIn(target);
            if (runners.size() != 1) {
                throw new IllegalStateException("in " + target + " one *-runner is expected, there are " + runners
                        + "; mvn clean package -Dnative -pl " + module + " -am builds it");
            }
            return new Command(module, List.of(runners.get(0).toString(), "-Xmx128m"), environment);
        }
    };

    private static final String SETTING = "services.flavour";

    /** What starts a service that lies in the folder of its module's build. */
    abstract Command command(Path target, String module, Map<String, String> environment);

    /**
     * The one that is tested.
     *
     * @throws IllegalArgumentException if the property names none
     */
    static Flavour tested() {
        return named(System.getProperty(SETTING, "jvm"));
    }

    static Flavour named(String name) {
        return Stream.of(values())
                .filter(flavour -> flavour.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(SETTING + " must be jvm or native, is \"" + name + "\""));
    }

    private static List<Path> runnersIn(Path target) {
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner"))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + target, e);
        }
    }
}
