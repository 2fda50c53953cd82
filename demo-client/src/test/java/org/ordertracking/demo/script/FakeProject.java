package org.ordertracking.demo.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A checkout with the real script and services that are as small as can be. The script finds only the commands named
 * here: they are all that it may use, and every Debian has them.
 */
final class FakeProject {

    /** From packages that Debian marks as essential: bash, coreutils, findutils, grep, sed, util-linux. */
    private static final List<String> COMMANDS = List.of(
            "bash",
            "cat",
            "dirname",
            "env",
            "find",
            "flock",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "setsid",
            "sleep",
            "tail",
            "touch",
            "tr");

    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_767;

    static final List<String> SERVICES = List.of(
            "broker-service", "order-service", "warehouse-service", "logistics-service", "notification-service");

    private static final List<String> MODULES = Stream.concat(
                    SERVICES.stream(),
                    Stream.of(
                            "order-events", "http-door", "http-edge", "reliable-messaging", "page-kit", "demo-client"))
            .toList();

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private static final Path ESSENTIAL_COMMANDS = linkCommands(Path.of("target", "essential-commands"));

    private final Path root;
    private final Path commands;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();

    /** How a run of the script ended. */
    record Outcome(int exitCode, String output) {}

    FakeProject(Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("checkout")).toRealPath();
        commands = Files.createDirectory(folder.resolve("bin"));
        Files.copy(Path.of("..", "demo"), root.resolve("demo"));
        write(root.resolve("pom.xml"), "");
        for (String module : MODULES) {
            write(root.resolve(module).resolve("pom.xml"), "");
            write(root.resolve(module).resolve("src/main/Source"), "");
        }
        age(root);
        for (String service : SERVICES) {
            writeJar(jarOf(service));
        }
        writeJar(jarOf("demo-client"));
        chooseFreePorts();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", commands + ":" + ESSENTIAL_COMMANDS);
    }

    Path root() {
        return root;
    }

    Path runFolder() {
        return root.resolve(".demo/run");
    }

    int port(String setting) {
        return ports.get(setting);
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    Path jarOf(String module) {
        return module.equals("demo-client")
                ? root.resolve("demo-client/target/demo-client.jar")
                : root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    void changeSourceOf(String module) throws IOException {
        write(root.resolve(module).resolve("src/main/Source"), "changed");
        Files.setLastModifiedTime(
                root.resolve(module).resolve("src/main/Source"),
                FileTime.from(Instant.now().plusSeconds(5)));
    }

    /** A Maven that notes its arguments, then runs these lines of shell. */
    void installMaven(String version, String... script) throws IOException {
        Path maven = commands.resolve("mvn");
        write(maven, """
                #!/usr/bin/env bash
                if [[ $1 == -v ]]; then echo "Apache Maven %s"; exit; fi
                printf '%%s\\n' "$*" >>'%s'
                %s
                """.formatted(version, root.resolve("maven-calls"), String.join("\n", script)));
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What Maven was called with, one line for each call. */
    List<String> mavenCalls() throws IOException {
        Path calls = root.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** A Java home whose java says that it is of this version, and can do nothing else. */
    void installJava(String version) throws IOException {
        Path java = root.resolve("java/bin/java");
        write(java, "#!/usr/bin/env bash\necho 'openjdk version \"" + version + "\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("JAVA_HOME", java.getParent().getParent().toString());
    }

    /** Runs the script to its end. */
    Outcome demo(String... arguments) throws IOException, InterruptedException {
        Process process = begin(arguments);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("./demo " + String.join(" ", arguments) + " does not end; so far: " + output);
        }
        return new Outcome(process.exitValue(), output);
    }

    /** Begins to run the script; output and errors are one stream. */
    Process begin(String... arguments) throws IOException {
        // A build that was itself started in the background ignores Ctrl-C, and a script cannot take that back.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT,QUIT,HUP",
                "bash",
                root.resolve("demo").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The processes of services that run, also those that the script knows nothing of. */
    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains("-Ddemo.dir=" + root.resolve(".demo")))
                .toList();
    }

    /** Kills processes as an operator in a hurry would, and waits until they are gone. */
    void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        while (running().stream().anyMatch(processes::contains)) {
            Thread.onSpinWait();
        }
    }

    void kill(String service) throws IOException {
        kill(List.of(ProcessHandle.of(processOf(service)).orElseThrow()));
    }

    long processOf(String service) throws IOException {
        return Long.parseLong(
                Files.readString(runFolder().resolve(service + ".pid")).strip());
    }

    /** Below those that Linux gives to whoever asks for any: what else runs here could be given one before it is used. */
    private void chooseFreePorts() {
        for (String setting : List.of(
                "DEMO_BROKER_PORT",
                "DEMO_CONSOLE_PORT",
                "DEMO_ORDER_PORT",
                "DEMO_WAREHOUSE_PORT",
                "DEMO_LOGISTICS_PORT",
                "DEMO_NOTIFICATION_PORT")) {
            int port = freePort();
            ports.put(setting, port);
            environment.put(setting, Integer.toString(port));
        }
    }

    private int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT + 1);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (!ports.containsValue(free.getLocalPort())) {
                    return port;
                }
            } catch (IOException taken) {
                // Another one, then.
            }
        }
    }

    private static Path linkCommands(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String command : COMMANDS) {
                Path link = folder.resolve(command);
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, realCommand(command));
                }
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path realCommand(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing on this machine"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void writeJar(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String entry = FakeService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                var code = FakeService.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
            out.closeEntry();
        }
    }

    private static void age(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }
}
