package org.ordertracking.http.door;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a browser that acts for a page of another origin, as far as the headers of a request can.
 *
 * <p>{@code Origin} and {@code Sec-Fetch-Site} are set by browsers and cannot be forged by pages. Against DNS rebinding,
 * where a page's own name suddenly means this machine and both headers look right, the name in {@code Host} counts: a page
 * from the Internet has a name with a dot in it, which a demonstration has not.
 */
public final class ForeignPage {

    /** A page of this origin; and what no page caused, such as an address that somebody typed. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private ForeignPage() {}

    /** Why the visitor looks like one; empty when it does not. */
    public static Optional<String> of(Visitor visitor) {
        Optional<Authority> host = visitor.host().flatMap(ForeignPage::authority);
        if (host.isEmpty() || !isOurs(host.get().name())) {
            return Optional.of("Host is neither an address nor localhost nor a name without a dot");
        }
        if (visitor.fetchSite().isPresent()
                && !OWN.contains(visitor.fetchSite().get().toLowerCase(Locale.ROOT))) {
            return Optional.of("a browser sent this for another page (Sec-Fetch-Site)");
        }
        if (visitor.origin().isPresent() && !isSame(visitor.origin().get(), host.get())) {
            return Optional.of("a browser sent this for another page (Origin)");
        }
        return Optional.empty();
    }

    private record Authority(String name, int port) {}

    private static Optional<Authority> authority(String host) {
        try {
            URI uri = new URI("http://" + host);
            return uri.getHost() == null || uri.getUserInfo() != null
                    ? Optional.empty()
                    : Optional.of(new Authority(name(uri), uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(String origin, Authority host) {
        try {
            URI page = new URI(origin);
            return page.getHost() != null
                    && page.getScheme() != null
                    && name(page).equals(host.name())
                    && port(page.getPort(), page.getScheme()) == port(host.port(), page.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(int port, String scheme) {
        if (port >= 0) {
            return port;
        }
        return scheme.equalsIgnoreCase("https") ? 443 : 80;
    }

    private static String name(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static boolean isOurs(String name) {
        return !name.contains(".")
                || name.endsWith(".localhost")
                || NetUtil.isValidIpV4Address(name)
                || name.startsWith("[");
    }
}
