package org.ordertracking.endtoend.strain;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** A connection over which a test sends what a client of Kafka's would never send, or leaves lying what it would read. */
final class RawConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LENGTH_BYTES = 4;

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final DataInputStream in;

    /**
     * @param receiveBufferBytes a small one fills up soon; 0 is the system's
     */
    RawConnection(BrokerProcess broker, int receiveBufferBytes) throws IOException {
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        String address = broker.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        out = socket.getOutputStream();
        InputStream received = socket.getInputStream();
        in = new DataInputStream(receiveBufferBytes > 0 ? received : new BufferedInputStream(received));
    }

    RawConnection(BrokerProcess broker) throws IOException {
        this(broker, 0);
    }

    /** A request as it goes over the wire, with its length in front. */
    static byte[] frame(ApiMessage body, int version, int correlationId) {
        ApiKeys key = ApiKeys.forId(body.apiKey());
        short headerVersion = key.requestHeaderVersion((short) version);
        RequestHeaderData header = new RequestHeaderData()
                .setRequestApiKey(key.id)
                .setRequestApiVersion((short) version)
                .setCorrelationId(correlationId)
                .setClientId("raw");
        ObjectSerializationCache cache = new ObjectSerializationCache();
        int size = header.size(cache, headerVersion) + body.size(cache, (short) version);
        ByteBufferAccessor frame = new ByteBufferAccessor(ByteBuffer.allocate(LENGTH_BYTES + size));
        frame.writeInt(size);
        header.write(frame, cache, headerVersion);
        body.write(frame, cache, (short) version);
        return frame.buffer().array();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /**
     * The next response, without its length and from its correlation id on.
     *
     * @throws EOFException when the broker has ended the connection
     */
    ByteBuffer receive() throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return ByteBuffer.wrap(frame);
    }

    /** So many bytes of what the broker sends, and leaves the rest. */
    void receive(int bytes) throws IOException {
        in.readFully(new byte[bytes]);
    }

    /** Whether the broker has ended the connection, whatever it sends before. Waits for it. */
    boolean isClosedByServer() {
        try {
            while (in.read() >= 0) {
                // what was answered before
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
