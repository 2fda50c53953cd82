package org.ordertracking.http.problem;

import java.util.Map;
import org.ordertracking.events.Formats;

/** Formats of texts in requests, and how they are called when a text breaks one. */
public final class TextFormat {

    /** Something other than white space. */
    public static final String NOT_BLANK = "(?s).*\\S.*";

    /** No control characters, no halves of characters: neither can be stored or shown. */
    public static final String PRINTABLE = "[^\\p{Cntrl}\\p{Cs}]*";

    /** What a header can carry. */
    public static final String VISIBLE_ASCII = "[\\x21-\\x7E]*";

    /** The id of a server-sent event of ours. */
    public static final String SEQUENCE = "[0-9]{1,18}";

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            NOT_BLANK,
            "not blank",
            PRINTABLE,
            "no control characters",
            VISIBLE_ASCII,
            "visible ASCII characters",
            SEQUENCE,
            "a whole number of at most 18 digits",
            Formats.EMAIL,
            "name@domain, at most 254 characters, no spaces",
            Formats.PHONE,
            "E.164: a plus sign and 2 to 15 digits",
            Formats.COUNTRY,
            "two capital letters",
            // Formats.ID is the same pattern.
            Formats.SKU,
            "at most 64 letters, digits, dots, dashes or underscores");

    private TextFormat() {}

    static String describe(String regexp) {
        return DESCRIPTIONS.getOrDefault(regexp, "matches " + regexp);
    }
}
