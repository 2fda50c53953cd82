package org.ordertracking.broker.net;

import java.time.Duration;

/**
 * How the Kafka listener behaves.
 *
 * @param host address to bind
 * @param port port to bind; 0 takes a free one
 * @param eventLoops number of event loops that serve connections
 * @param maxConnections connections accepted at a time; one more is closed at once
 * @param maxConnectionsPerAddress connections accepted from one IP address at a time; one more is closed at once
 * @param maxRequestBytes largest request frame in bytes; a larger one closes its connection
 * @param maxInFlightRequests requests of one connection that may be unanswered; at the limit the connection is not read
 * @param responseBytes response bytes of all connections that clients have not taken; at the limit a connection is read on
 *     only when it has none of them and no request in flight
 * @param inFlightBytes request bytes of all connections held in memory; at the limit connections wait before their
 *     next request is read
 * @param zeroCopyBytes fetched record bytes of one partition from which they are sent from the file without a copy
 * @param idleTimeout a connection over which nothing goes for so long, in either direction, is closed
 * @param frameTimeout a connection that has begun a request and sends nothing for so long is closed: the request holds
 *     memory that others wait for
 * @param stallTimeout while response bytes are at their limit, a connection whose client takes none for so long is closed
 */
public record ListenerSettings(
        String host,
        int port,
        int eventLoops,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxRequestBytes,
        int maxInFlightRequests,
        long responseBytes,
        long inFlightBytes,
        int zeroCopyBytes,
        Duration idleTimeout,
        Duration frameTimeout,
        Duration stallTimeout) {}
