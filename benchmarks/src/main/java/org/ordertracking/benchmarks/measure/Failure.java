package org.ordertracking.benchmarks.measure;

/** What could not be measured, and why. */
public record Failure(String workload, String reason) {

    private static final int LONGEST = 400;

    /** In one line. */
    public static Failure of(String workload, String where, Throwable cause) {
        String text = (where + ": " + cause).replaceAll("\\s+", " ");
        return new Failure(workload, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }
}
