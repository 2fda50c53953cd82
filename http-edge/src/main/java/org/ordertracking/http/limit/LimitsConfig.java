package org.ordertracking.http.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How many requests one client may send. A client is an IPv4 address, or the first 64 bits of an IPv6 address; behind a
 * proxy, whatever {@code quarkus.http.proxy.*} says that the address is.
 */
@ConfigMapping(prefix = "http.limits")
public interface LimitsConfig {

    /** Whether there is a limit at all. */
    @WithDefault("true")
    boolean enabled();

    /** The time in which a bucket that is empty fills again. At least a second. */
    @WithDefault("1M")
    Duration period();

    /** GET, HEAD and OPTIONS in a period, all at once or one by one; at least 1. */
    @WithDefault("3000")
    int reads();

    /** Everything else in a period; at least 1. */
    @WithDefault("600")
    int writes();

    /** Wrong tokens at the admin door in a period; at least 1. */
    @WithDefault("10")
    int wrongTokens();

    /** Clients that are remembered; the one that was not heard of for longest is forgotten first. At least 1. */
    @WithDefault("20000")
    int clients();
}
