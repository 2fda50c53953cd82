package org.ordertracking.endtoend.strain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** Connections that send something and then neither read nor go away. They block nobody but whom the broker lets them. */
final class Crowd implements AutoCloseable {

    private static final int SMALL_BUFFER = 16 << 10;

    private final InetSocketAddress address;
    private final List<SocketChannel> members = new ArrayList<>();

    Crowd(BrokerProcess broker) {
        String servers = broker.bootstrapServers();
        address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(servers.substring(servers.indexOf(':') + 1)));
    }

    /** As many more, each of which sends these bytes, or what of them the broker takes. */
    Crowd join(int count, byte[] bytes) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel member = SocketChannel.open();
            members.add(member);
            member.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
            member.connect(address);
            member.configureBlocking(false);
            send(member, bytes);
        }
        return this;
    }

    /** How many there have been. */
    int size() {
        return members.size();
    }

    /** All of them send once more. Who was hung up on stays away. */
    void send(byte[] bytes) {
        members.forEach(member -> send(member, bytes));
    }

    private static void send(SocketChannel member, byte[] bytes) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (member.isOpen() && rest.hasRemaining() && member.write(rest) > 0) {
                // as much as it takes
            }
        } catch (IOException hungUp) {
            leave(member);
        }
    }

    private static void leave(SocketChannel member) {
        try {
            member.close();
        } catch (IOException alreadyGone) {
            throw new IllegalStateException("a socket cannot be closed", alreadyGone);
        }
    }

    @Override
    public void close() {
        members.forEach(Crowd::leave);
    }
}
