package org.ordertracking.broker.console.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.ordertracking.http.door.Visitor;

/** Sees in a request who comes. */
final class Guests {
    static final String COOKIE = "broker-console";

    private Guests() {}

    static Guest of(RoutingContext context) {
        HttpServerRequest request = context.request();
        Visitor visitor = new Visitor(
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress(),
                // Of HTTP/2 as well, where it is no header.
                Optional.ofNullable(request.authority()).map(Object::toString),
                header(request, "Origin"),
                header(request, "Sec-Fetch-Site"),
                header(request, "Authorization"));
        return new Guest(
                visitor,
                Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue),
                header(request, "Sec-Fetch-Mode"));
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
