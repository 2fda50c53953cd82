package org.ordertracking.http.problem;

/** What a caller sent, as an answer repeats it: not all of it when it is long. */
public final class Shown {

    private static final int MAX = 80;

    private Shown() {}

    /** At most 80 characters; what is left out is shown as an ellipsis. */
    public static String of(String sent) {
        return sent.length() <= MAX ? sent : sent.substring(0, MAX) + "…";
    }
}
