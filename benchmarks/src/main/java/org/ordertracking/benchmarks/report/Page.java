package org.ordertracking.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of which a part, between two markers, is written by the program. The rest is people's. */
public final class Page {

    static final String BEGIN = "<!-- benchmarks/run writes from here -->";
    static final String END = "<!-- benchmarks/run writes to here -->";

    private Page() {}

    /** @throws IllegalArgumentException when the markers are not there, once each and in order */
    public static void replace(Path page, String part) throws IOException {
        Files.writeString(page, replaced(Files.readString(page), part));
    }

    static String replaced(String text, String part) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin || text.lastIndexOf(BEGIN) != begin || text.lastIndexOf(END) != end) {
            throw new IllegalArgumentException(
                    "the page needs one line '" + BEGIN + "' and after it one '" + END + "'");
        }
        return text.substring(0, begin + BEGIN.length()) + "\n\n" + part.strip() + "\n\n" + text.substring(end);
    }
}
