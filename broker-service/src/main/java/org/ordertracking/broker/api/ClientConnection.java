package org.ordertracking.broker.api;

import java.net.InetAddress;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * The client at the other end of a connection.
 *
 * @param id names the connection in logs
 * @param address the client's address
 * @param principal who the client is
 * @param protocol how the connection is secured
 */
public record ClientConnection(String id, InetAddress address, KafkaPrincipal principal, SecurityProtocol protocol) {

    public static ClientConnection anonymous(String id, InetAddress address) {
        return new ClientConnection(id, address, KafkaPrincipal.ANONYMOUS, SecurityProtocol.PLAINTEXT);
    }
}
