package org.ordertracking.benchmarks.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Records' values: text of a thousand words, which lz4 makes about half as large, always the same. Random letters, Kafka's
 * default, would not get smaller, and drawing them costs the client more than sending.
 */
public final class Payloads {

    private static final int WORDS = 1000;
    private static final int TOTAL_BYTES = 4_000_000;
    private static final int LEAST = 64;
    private static final int MOST = 2048;

    private Payloads() {}

    /** Different values of one size in bytes; without line feeds. */
    public static List<byte[]> of(int size) {
        Random random = new Random(size);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            int length = 3 + random.nextInt(9);
            words.add(random.ints(length, 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        int count = Math.max(LEAST, Math.min(MOST, TOTAL_BYTES / size));
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder(size + 16);
            while (text.length() < size) {
                text.append(words.get(random.nextInt(WORDS))).append(' ');
            }
            payloads.add(text.substring(0, size).getBytes(StandardCharsets.US_ASCII));
        }
        return payloads;
    }

    /** The same in a file, one a line, as ProducerPerformance reads them. Written once. */
    public static Path file(Path folder, int size) throws IOException {
        Path file = folder.resolve("payloads-" + size + ".txt");
        if (!Files.exists(file)) {
            List<String> lines = of(size).stream()
                    .map(payload -> new String(payload, StandardCharsets.US_ASCII))
                    .toList();
            Files.writeString(file, String.join("\n", lines));
        }
        return file;
    }
}
