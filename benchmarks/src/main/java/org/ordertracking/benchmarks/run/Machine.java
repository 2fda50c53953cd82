package org.ordertracking.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The machine on which it is measured. */
public final class Machine {

    private static final double GIBIBYTE_IN_KIBIBYTES = 1024 * 1024;

    /** Some of them pace what is sent, even to the same machine. */
    private static final Path CONGESTION_CONTROL = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");

    private Machine() {}

    /** What a reader has to know of it, by name. */
    public static Map<String, String> facts(Path java, Path scratch) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processors", Runtime.getRuntime().availableProcessors() + " × " + processor());
        facts.put("memory", "%.0f GiB".formatted(memoryKibibytes() / GIBIBYTE_IN_KIBIBYTES));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("TCP congestion control", Files.readString(CONGESTION_CONTROL).trim());
        facts.put("file system", Files.getFileStore(scratch).type());
        facts.put(
                "JDK",
                output(java.toString(), "-version").lines().skip(1).findFirst().orElse("unknown"));
        return facts;
    }

    /** Writes what the kernel holds to the disk, so that no run pays for the one before. */
    public static void sync() throws IOException {
        output("sync");
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static double memoryKibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().orTimeout(5, TimeUnit.MINUTES).join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + text);
        }
        return text;
    }
}
