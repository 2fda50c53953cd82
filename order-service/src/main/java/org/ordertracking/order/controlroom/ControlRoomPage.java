package org.ordertracking.order.controlroom;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.ordertracking.http.admin.AdminConfig;
import org.ordertracking.http.admin.DemoProfile;
import org.ordertracking.order.neighbours.Neighbour;

/**
 * The page, and the stream of snapshots that it lives on. Both are open to everybody who reaches the shop: they tell counts, no
 * orders. Letters, stuck orders and all that changes something is behind the admin door.
 */
@Path("/control-room")
class ControlRoomPage {

    private final ControlRoom room;
    private final Door door;
    private final int most;
    private final String console;

    ControlRoomPage(
            ControlRoom room,
            AdminConfig admin,
            DemoProfile demo,
            ControlRoomConfig config,
            @ConfigProperty(name = "shop.links.broker-console", defaultValue = "http://localhost:8090/")
                    String console) {
        this.room = room;
        this.door = admin.token().isPresent() ? Door.TOKEN : demo.isActive() ? Door.OPEN : Door.CLOSED;
        this.most = config.load().most();
        this.console = console;
    }

    /** Who gets through the admin door. */
    enum Door {
        /** Whoever has the token. */
        TOKEN,
        /** Everybody: a demonstration. */
        OPEN,
        /** Nobody. */
        CLOSED
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance page() {
        return Templates.room(Neighbour.SERVICES.stream().map(Neighbour::label).toList(), door.name(), most, console);
    }

    @GET
    @Path("/events")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return room.follow()
                .map(snapshot -> sse.newEventBuilder()
                        .name("now")
                        .data(Snapshot.class, snapshot)
                        .build());
    }

    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance room(List<String> services, String door, int most, String console);
    }
}
