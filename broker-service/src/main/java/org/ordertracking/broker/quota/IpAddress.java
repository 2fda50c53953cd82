package org.ordertracking.broker.quota;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses, and never asks a name server: what it answers would block, and change. */
final class IpAddress {
    private static final Pattern V4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");

    private IpAddress() {}

    static Optional<InetAddress> parse(String text) {
        boolean numeric = V4.matcher(text).matches() || text.indexOf(':') >= 0;
        if (!numeric) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
