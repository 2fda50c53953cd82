package org.ordertracking.http.limit;

import io.vertx.core.http.HttpMethod;
import java.util.Locale;

/** What is counted apart. */
public enum RequestKind {
    /** Looks at something. */
    READS,
    /** Changes something. */
    WRITES,
    /** Knocks at the admin door with a token that is not the right one. */
    WRONG_TOKENS;

    static RequestKind of(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS)
                ? READS
                : WRITES;
    }

    /** As it is called in headers, settings and metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
