package org.ordertracking.http.problem;

import java.util.Locale;

/** A kind of problem that callers may want to tell apart. A service's own kinds are an enum that implements this. */
public interface ProblemType {

    /** Upper case words with underscores, such as {@code UNKNOWN_ORDER}; an enum has it already. */
    String name();

    /** Status of HTTP, from 400 to 599. */
    int status();

    /** The kind in words, the same for every problem of it. */
    String title();

    /** What programs compare: {@code urn:order-tracking:problem:unknown-order}. */
    default String urn() {
        return "urn:order-tracking:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
