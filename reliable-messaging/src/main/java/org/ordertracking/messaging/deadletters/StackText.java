package org.ordertracking.messaging.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A stack trace that fits into a header: of the failure and of each of its causes the innermost calls, so that the cause at the
 * bottom, which says most, is there although the whole is cut.
 */
public final class StackText {

    /** Bytes that a text has at most, in UTF-8. */
    public static final int MAX_BYTES = 8192;

    private static final int FRAMES = 15;
    private static final int CAUSES = 6;
    private static final int MESSAGE = 300;
    private static final int NOTE_BYTES = 20;

    private StackText() {}

    /** The failure from the outside in. */
    static String of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        StringBuilder text = new StringBuilder();
        for (Throwable next : chain) {
            appendSection(text, next, MAX_BYTES / chain.size());
        }
        return text.toString();
    }

    /** The failure and its causes; when they are too many, the last of them stands for those in between. */
    private static List<Throwable> chain(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> chain = new ArrayList<>();
        for (Throwable next = failure; next != null && seen.add(next); next = next.getCause()) {
            if (chain.size() == CAUSES) {
                chain.remove(CAUSES - 1);
            }
            chain.add(next);
        }
        return chain;
    }

    private static void appendSection(StringBuilder text, Throwable failure, int maxBytes) {
        String title = (text.isEmpty() ? "" : "Caused by: ") + BoundedText.of(failure.toString(), MESSAGE) + "\n";
        text.append(title);
        int room = maxBytes - bytes(title) - NOTE_BYTES;
        StackTraceElement[] frames = failure.getStackTrace();
        int shown = 0;
        while (shown < Math.min(FRAMES, frames.length)) {
            String line = "\tat " + frames[shown] + "\n";
            room -= bytes(line);
            if (room < 0) {
                break;
            }
            text.append(line);
            shown++;
        }
        if (shown < frames.length) {
            text.append("\t... ").append(frames.length - shown).append(" more\n");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
