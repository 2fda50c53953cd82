package org.ordertracking.logistics.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.ConnectionException;

/** A resource whose every answer is a failure. */
@Path("/failing")
public class FailingResource {

    @GET
    @Operation(hidden = true)
    @Path("database-away")
    public String databaseAway() {
        throw new ConnectionException(new SQLException("Sorry, acquisition timeout!"));
    }

    @GET
    @Operation(hidden = true)
    @Path("unforeseen")
    public String unforeseen() {
        throw new IllegalStateException("secret detail");
    }
}
