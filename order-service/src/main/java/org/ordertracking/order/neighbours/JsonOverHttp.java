package org.ordertracking.order.neighbours;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Requests with JSON in the answer. It comes as text: what is no JSON is no failure of the client but news to tell. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface JsonOverHttp {

    /**
     * @param path with everything encoded that needs it, without the slash at its beginning
     */
    @GET
    @Path("{path: .+}")
    Uni<RestResponse<String>> get(@Encoded @PathParam("path") String path, @RestQuery Map<String, String> query);

    @POST
    @Path("{path: .+}")
    Uni<RestResponse<String>> post(@Encoded @PathParam("path") String path, String body);

    @DELETE
    @Path("{path: .+}")
    Uni<RestResponse<String>> delete(@Encoded @PathParam("path") String path);
}
