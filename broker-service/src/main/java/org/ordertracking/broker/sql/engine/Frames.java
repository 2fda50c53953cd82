package org.ordertracking.broker.sql.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What broker and engine say to each other, over the engine's standard input and output. A command is one byte and its fields, an answer
 * one byte and its fields; one answer for each command, in order. Texts are their length in bytes and UTF-8, of length −1 where there is
 * none.
 */
final class Frames {
    /** Begins a new database: the memory that it may take. */
    static final int OPEN = 1;
    /** A text of SQL, to be taken apart but not run. */
    static final int PARSE = 2;
    /** A statement of the broker's own. */
    static final int EXECUTE = 3;
    /** Rows for a table. */
    static final int APPEND = 4;
    /** A query of a user's. */
    static final int QUERY = 5;

    static final int DONE = 10;
    static final int TEXT = 11;
    static final int RESULT = 12;
    /** Memory ran out within the engine's own limit. */
    static final int OUT_OF_MEMORY = 13;

    static final int FAILED = 14;

    private Frames() {}

    static void text(DataOutputStream out, String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new java.io.EOFException("the other side ended within a text");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
