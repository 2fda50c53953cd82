package org.ordertracking.http.admin;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.ordertracking.http.door.Visitor;
import org.ordertracking.http.limit.ClientAddress;

/**
 * Puts the door before resources. It looks at the path of the resource that was found, not at what the request wrote: no
 * spelling of a path (encoded, with matrix parameters or doubled slashes) leads around it.
 */
@Singleton
public class AdminFilters {

    private static final String ADMIN = "/admin";

    private final Instance<AdminDoor> door;

    /**
     * @param door looked up with the first request: filters are made before run-time settings are there
     */
    AdminFilters(Instance<AdminDoor> door) {
        this.door = door;
    }

    /** Before the body is read, on whatever thread the resource is called: the door never waits. */
    @ServerRequestFilter
    public void belowAdmin(ContainerRequestContext context, HttpServerRequest request) {
        String path = resourcePath();
        if (path.equals(ADMIN) || path.startsWith(ADMIN + "/")) {
            door.get().admit(visitor(context, request));
        }
    }

    @OperatorOnly
    @ServerRequestFilter
    public void operatorOnly(ContainerRequestContext context, HttpServerRequest request) {
        door.get().admit(visitor(context, request));
    }

    private static String resourcePath() {
        RuntimeResource resource = CurrentRequestManager.get().getTarget();
        String ofClass = resource.getClassPath() == null ? "" : resource.getClassPath().template;
        return ("/" + ofClass + "/" + resource.getPath().template)
                .replaceAll("/+", "/")
                .replaceAll("(?<=.)/$", "");
    }

    private static Visitor visitor(ContainerRequestContext context, HttpServerRequest request) {
        return new Visitor(
                ClientAddress.of(request.remoteAddress()),
                authority(request),
                header(context, "Origin"),
                header(context, "Sec-Fetch-Site"),
                header(context, HttpHeaders.AUTHORIZATION));
    }

    /** Of HTTP/2 as well, where it is no header. */
    private static Optional<String> authority(HttpServerRequest request) {
        return Optional.ofNullable(request.authority()).map(Object::toString);
    }

    private static Optional<String> header(ContainerRequestContext context, String name) {
        return Optional.ofNullable(context.getHeaderString(name));
    }
}
