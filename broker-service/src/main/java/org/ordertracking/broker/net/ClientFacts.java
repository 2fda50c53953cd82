package org.ordertracking.broker.net;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.ordertracking.broker.api.ClientConnection;
import org.ordertracking.broker.api.ConnectedClient;

/** What a client has let be known of itself, for those who look. Written by the connection's event loop, read by any thread. */
final class ClientFacts {
    private static final short FIRST_VERSION_WITH_SOFTWARE = 3;
    private static final int LONGEST_NAME = 100;

    private final ClientConnection client;
    private final InstantSource clock;
    private final long since;
    private volatile long lastRequest;
    private volatile long requests;
    private volatile String clientId = "";
    private volatile String software;

    ClientFacts(ClientConnection client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.since = clock.millis();
        this.lastRequest = since;
    }

    /**
     * Takes note of a request.
     *
     * @param body positioned at the request's body; is left as it is
     */
    void asked(RequestHeader header, ByteBuffer body) {
        requests = requests + 1;
        lastRequest = clock.millis();
        // One object for as long as a client does not change its name.
        if (!clientId.equals(header.clientId())) {
            clientId = header.clientId() == null ? "" : cut(header.clientId());
        }
        if (software == null
                && header.apiKey() == ApiKeys.API_VERSIONS
                && header.apiVersion() >= FIRST_VERSION_WITH_SOFTWARE) {
            software = softwareOf(header, body.duplicate());
        }
    }

    ConnectedClient describe(int inFlight) {
        return new ConnectedClient(
                client.id(),
                client.address().getHostAddress(),
                clientId,
                Optional.ofNullable(software),
                since,
                lastRequest,
                requests,
                inFlight);
    }

    /** Null where the request cannot be read, which its handler tells the client. */
    private static String softwareOf(RequestHeader header, ByteBuffer body) {
        try {
            ApiVersionsRequest request = ApiVersionsRequest.parse(new ByteBufferAccessor(body), header.apiVersion());
            return cut(
                    (request.data().clientSoftwareName() + " " + request.data().clientSoftwareVersion()).strip());
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
