package org.ordertracking.broker.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ordertracking.broker.console.view.ShownBytes;

/**
 * Tells what bytes are, without a schema: JSON, text, or neither. Bytes are copied, so what is shown may be kept.
 *
 * <p>Text is UTF-8 without control characters but tabs and line ends.
 */
final class ContentForm {
    private static final JsonFactory JSON = new JsonFactory();
    /** The longest encoding of a character, less one byte: so many bytes may be missing at the end of what was cut off. */
    private static final int CUT_CHARACTER = 3;

    private ContentForm() {}

    /**
     * @param content null for none; its position stays as it is
     * @param most how many bytes to show at most
     */
    static ShownBytes show(ByteBuffer content, int most) {
        if (content == null) {
            return null;
        }
        int size = content.remaining();
        byte[] bytes = new byte[Math.min(size, most)];
        content.duplicate().get(bytes);
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        if (!decodes(input, chars, bytes.length == size)) {
            return new ShownBytes(ShownBytes.BASE64, Base64.getEncoder().encodeToString(bytes), size, bytes.length);
        }
        String text = chars.flip().toString();
        boolean json = bytes.length == size && isJson(text);
        return new ShownBytes(json ? ShownBytes.JSON : ShownBytes.TEXT, text, size, input.position());
    }

    /** Of a character that was cut in two at the end, the first part stays in the input. */
    private static boolean decodes(ByteBuffer input, CharBuffer chars, boolean whole) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(input, chars, whole);
        if (result.isError() || input.remaining() > CUT_CHARACTER) {
            return false;
        }
        for (int i = 0; i < chars.position(); i++) {
            char found = chars.get(i);
            if (Character.isISOControl(found) && found != '\t' && found != '\n' && found != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Objects and arrays only: a number alone is rather an id, and shown as what it is. Reads it without building it. */
    private static boolean isJson(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }
}
