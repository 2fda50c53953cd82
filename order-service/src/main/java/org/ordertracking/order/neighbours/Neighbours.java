package org.ordertracking.order.neighbours;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.ordertracking.http.admin.AdminConfig;

/**
 * Asks the others. Never blocks, never fails: a neighbour that is down, slow or answers nonsense is an {@link Answer} too, within
 * {@link NeighboursConfig#answerTimeout}. Safe for use by many threads.
 */
@Singleton
public class Neighbours {

    private static final Logger LOG = Logger.getLogger(Neighbours.class);

    private static final int WAITING_PER_CONNECTION = 10;
    private static final int FIRST_REFUSAL = 400;

    private final NeighboursConfig config;
    private final ObjectMapper json;
    private final Map<Neighbour, JsonOverHttp> clients = new EnumMap<>(Neighbour.class);

    Neighbours(NeighboursConfig config, AdminConfig admin, ObjectMapper json) {
        this.config = config;
        this.json = json;
        OperatorsToken token = new OperatorsToken(admin.token());
        for (Neighbour neighbour : Neighbour.all()) {
            clients.put(neighbour, client(config.addressOf(neighbour), token));
        }
    }

    private JsonOverHttp client(URI address, OperatorsToken token) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(address)
                .connectTimeout(config.connectTimeout().toMillis(), MILLISECONDS)
                .readTimeout(config.answerTimeout().toMillis(), MILLISECONDS)
                .httpClientOptions(
                        new HttpClientOptions().setMaxWaitQueueSize(config.connections() * WAITING_PER_CONNECTION))
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, config.connections())
                .register(token)
                .build(JsonOverHttp.class);
    }

    /** The parcel of an order and where it is, as logistics-service shows it: {@code GET /deliveries/{orderId}}. */
    public Uni<Answer> delivery(String orderId) {
        return get(Neighbour.LOGISTICS_SERVICE, "deliveries/" + encoded(orderId), Map.of());
    }

    /** What the customer was told of an order: {@code GET /notifications?orderId=}. */
    public Uni<Answer> notifications(String orderId) {
        return get(Neighbour.NOTIFICATION_SERVICE, "notifications", Map.of("orderId", orderId));
    }

    /** Whether it is ready; a service that is not answers 503, which is {@link Answer.Refused}. */
    public Uni<Answer> readiness(Neighbour neighbour) {
        return get(neighbour, "q/health/ready", Map.of());
    }

    /**
     * Any other question.
     *
     * @param path without the slash at its beginning; what is put into it goes through {@link #encoded}
     */
    public Uni<Answer> get(Neighbour neighbour, String path, Map<String, String> query) {
        return ask(neighbour, client -> client.get(path, query));
    }

    /** Has a neighbour do something. */
    public Uni<Answer> post(Neighbour neighbour, String path, JsonNode body) {
        return ask(neighbour, client -> client.post(path, body.toString()));
    }

    /** Has a neighbour take something away. */
    public Uni<Answer> delete(Neighbour neighbour, String path) {
        return ask(neighbour, client -> client.delete(path));
    }

    /** A part of a path. */
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Uni<Answer> ask(Neighbour neighbour, Function<JsonOverHttp, Uni<RestResponse<String>>> question) {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            return question.apply(clients.get(neighbour))
                    .ifNoItem()
                    .after(config.answerTimeout())
                    .fail()
                    .map(response -> understood(response.getStatus(), response.getEntity(), since(asked)))
                    .onFailure()
                    .recoverWithItem(failure -> failure instanceof WebApplicationException refusal
                                    && refusal.getResponse().getStatus() >= FIRST_REFUSAL
                            ? refused(refusal.getResponse(), since(asked))
                            : away(neighbour, failure));
        });
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** The client makes an exception of it, with the answer inside. */
    private Answer refused(Response response, Duration took) {
        return understood(response.getStatus(), response.hasEntity() ? response.readEntity(String.class) : null, took);
    }

    private Answer understood(int status, String text, Duration took) {
        try {
            JsonNode body = text == null || text.isBlank() ? json.nullNode() : json.readTree(text);
            return status < FIRST_REFUSAL
                    ? new Answer.Answered(body, took)
                    : new Answer.Refused(
                            status,
                            body.path("title").asText("Status " + status),
                            body.path("detail").asText("It answered with status " + status + "."),
                            Optional.ofNullable(body.path("remedy").asText(null)),
                            took);
        } catch (JsonProcessingException e) {
            return new Answer.Away("answered with status " + status + " and something that is not JSON");
        }
    }

    /** Down, slow, or no service at all: the page says it; the log has it for who looks closer. */
    private Answer away(Neighbour neighbour, Throwable failure) {
        URI address = config.addressOf(neighbour);
        LOG.debugf(failure, "%s did not answer", neighbour.label());
        return isTimeout(failure)
                ? new Answer.Away("did not answer at " + address + " within "
                        + config.answerTimeout().toMillis() + " ms")
                : new Answer.Away("cannot be reached at " + address);
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof TimeoutException || each instanceof java.util.concurrent.TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
