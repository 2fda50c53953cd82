package org.ordertracking.broker.api;

import java.util.Optional;

/**
 * A client that is connected, as far as it has said who it is.
 *
 * @param id names the connection in logs
 * @param address its address
 * @param clientId the client id of its last request; empty before the first
 * @param software name and version of its library; empty for one that does not say
 * @param sinceMillis when it connected
 * @param lastRequestMillis when its last request came; {@code sinceMillis} before the first
 * @param requests how many requests it has sent
 * @param inFlight how many of them have no answer yet
 */
public record ConnectedClient(
        String id,
        String address,
        String clientId,
        Optional<String> software,
        long sinceMillis,
        long lastRequestMillis,
        long requests,
        int inFlight) {}
