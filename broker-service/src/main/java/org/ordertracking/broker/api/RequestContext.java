package org.ordertracking.broker.api;

import java.net.InetAddress;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;

/** Who asks, in which version: what a handler knows of a request beside its body. */
public record RequestContext(RequestHeader header, ClientConnection client) implements AuthorizableRequestContext {
    private static final String LISTENER = "PLAINTEXT";

    public ApiKeys apiKey() {
        return header.apiKey();
    }

    public short version() {
        return header.apiVersion();
    }

    @Override
    public String listenerName() {
        return LISTENER;
    }

    @Override
    public SecurityProtocol securityProtocol() {
        return client.protocol();
    }

    @Override
    public KafkaPrincipal principal() {
        return client.principal();
    }

    @Override
    public InetAddress clientAddress() {
        return client.address();
    }

    @Override
    public int requestType() {
        return header.apiKey().id;
    }

    @Override
    public int requestVersion() {
        return header.apiVersion();
    }

    @Override
    public String clientId() {
        return header.clientId();
    }

    @Override
    public int correlationId() {
        return header.correlationId();
    }
}
