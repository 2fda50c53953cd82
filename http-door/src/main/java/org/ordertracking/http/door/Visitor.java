package org.ordertracking.http.door;

import java.util.Optional;

/**
 * Who knocks at the admin door.
 *
 * @param client the address, as the limits of rates know it
 * @param host header {@code Host}: what the caller believes this service to be called
 * @param origin header {@code Origin}: the page that a browser sends this for
 * @param fetchSite header {@code Sec-Fetch-Site}: how a browser says that the page is related to this service
 * @param authorization header {@code Authorization}
 */
public record Visitor(
        String client,
        Optional<String> host,
        Optional<String> origin,
        Optional<String> fetchSite,
        Optional<String> authorization) {}
