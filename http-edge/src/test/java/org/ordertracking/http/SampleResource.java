package org.ordertracking.http;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ordertracking.http.admin.OperatorOnly;

/** Resources as services have them, for the tests of their edge. */
public class SampleResource {

    /** Anybody's. */
    @Path("/things")
    public static class Things {

        /** What there can be. */
        public enum Colour {
            RED,
            BLUE
        }

        /** A thing. */
        public record Thing(
                @NotNull(message = "Say how many.") @Min(1) @Max(9)
                Integer count,

                Colour colour,
                Instant since,
                BigDecimal price,
                Boolean used,
                @Valid List<Thing> parts) {}

        @GET
        public String list(@QueryParam("colour") Colour colour, @QueryParam("from") @DefaultValue("0") long from) {
            return "things " + colour + " from " + from;
        }

        @POST
        public Thing add(@NotNull(message = "Send a thing.") @Valid Thing body) {
            return body;
        }

        @PUT
        @Path("stock")
        @OperatorOnly
        public String stock() {
            return "counted";
        }

        @GET
        @Path("stock")
        public String look() {
            return "seen";
        }

        @GET
        @Path("broken")
        public String broken() {
            throw new IllegalStateException("secret detail");
        }

        @GET
        @Path("no-connection")
        public String noConnection() {
            throw new IllegalStateException(new SQLException("Acquisition timeout"));
        }

        @GET
        @Path("wrong-sql")
        public String wrongSql() {
            throw new IllegalStateException(new SQLException("no such column", "42703"));
        }
    }

    /** Operators'. */
    @Path("/admin/lamp")
    public static class Lamp {

        static final AtomicInteger SWITCHED = new AtomicInteger();

        @GET
        public String look() {
            SWITCHED.incrementAndGet();
            return "lamp";
        }

        @POST
        @Path("/switch")
        public String press() {
            SWITCHED.incrementAndGet();
            return "switched";
        }
    }

    /** Named alike, and nobody's secret. */
    @Path("/administration")
    public static class Administration {

        @GET
        public String look() {
            return "open";
        }
    }
}
