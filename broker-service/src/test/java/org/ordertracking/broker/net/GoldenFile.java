package org.ordertracking.broker.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.protocol.ApiMessage;
import org.ordertracking.broker.api.SupportedApi;

/**
 * Request and response bytes of one version of one key, in hexadecimal; above each, as a comment, the message in JSON for
 * people to read.
 */
record GoldenFile(String request, String response) {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    /** Member ids that the coordinator makes end in a random UUID; nothing else in an answer is random. */
    private static final Pattern RANDOM_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final String MASK = "00000000-0000-0000-0000-000000000000";

    static Path pathOf(SupportedApi api, short version) {
        return FOLDER.resolve(api.key().name).resolve("v" + version + ".txt");
    }

    /** The bytes of a file, without its comments. */
    static GoldenFile read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
            return new GoldenFile(lines.get(0), lines.get(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static GoldenFile of(byte[] request, byte[] response) {
        return new GoldenFile(HexFormat.of().formatHex(request), HexFormat.of().formatHex(masked(response)));
    }

    void write(Path file, ApiMessage request, ApiMessage response, short version) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "# request %s%n%s%n# response %s%n%s%n"
                            .formatted(json(request, version), this.request, json(response, version), this.response));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] masked(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return RANDOM_ID.matcher(text).replaceAll(MASK).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Kafka generates a converter beside each message class. */
    private static String json(ApiMessage message, short version) {
        try {
            Object json = Class.forName(message.getClass().getName() + "JsonConverter")
                    .getMethod("write", message.getClass(), short.class)
                    .invoke(null, message, version);
            return RANDOM_ID.matcher(json.toString()).replaceAll(MASK);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
