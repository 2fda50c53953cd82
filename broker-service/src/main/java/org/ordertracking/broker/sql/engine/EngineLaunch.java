package org.ordertracking.broker.sql.engine;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the engine's process is started: the Java of this process, DuckDB's jar and this package's, nothing of the environment. */
final class EngineLaunch {
    private static final String JAR = "jar:";
    private static final String DRIVER = "org/duckdb/DuckDBDriver.class";
    private static final String MAIN = EngineMain.class.getName();

    private EngineLaunch() {}

    /**
     * @param folder for what it unpacks, and for what it complains of
     * @throws IOException with a sentence that says what is missing
     */
    static Process start(Path folder) throws IOException {
        Path java = Path.of(System.getProperty("java.home", ""), "bin", "java");
        if (!Files.isExecutable(java)) {
            throw new IOException(
                    "there is no Java at %s to run the engine with (a native executable has none)".formatted(java));
        }
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java.toString(),
                "-Xms16m",
                "-Xmx96m",
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                origin(DRIVER) + File.pathSeparator + origin(MAIN.replace('.', '/') + ".class"),
                MAIN));
        builder.environment().clear();
        builder.directory(folder.toFile());
        builder.redirectError(errorsIn(folder).toFile());
        return builder.start();
    }

    /** What the process complains of. */
    static Path errorsIn(Path folder) {
        return folder.resolve("errors.log");
    }

    /** The jar or folder that a class lies in, without loading the class. */
    private static Path origin(String resource) throws IOException {
        URL url = EngineLaunch.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IOException(
                    "%s is not on the class path: this package of the broker was made without the SQL engine"
                            .formatted(resource));
        }
        try {
            String text = url.toString();
            if (text.startsWith(JAR) && text.contains("!/")) {
                return Path.of(URI.create(text.substring(JAR.length(), text.indexOf("!/"))));
            }
            Path file = Path.of(url.toURI());
            return file.getRoot()
                    .resolve(file.subpath(
                            0, file.getNameCount() - Path.of(resource).getNameCount()));
        } catch (URISyntaxException | RuntimeException foreign) {
            throw new IOException(
                    "the engine's classes lie in %s, which no other process can be given".formatted(url), foreign);
        }
    }
}
