package org.ordertracking.broker.console.view;

/**
 * Bytes, or the beginning of them, in a form that JSON can carry.
 *
 * @param encoding {@code json} for UTF-8 text that is a JSON document as a whole, {@code text} for other UTF-8 text, {@code base64} for
 *     anything else
 * @param text the content in that encoding
 * @param bytes how many there are in all
 * @param shown how many of them are here
 */
public record ShownBytes(String encoding, String text, int bytes, int shown) {

    public static final String JSON = "json";
    public static final String TEXT = "text";
    public static final String BASE64 = "base64";

    public boolean isWhole() {
        return bytes == shown;
    }
}
