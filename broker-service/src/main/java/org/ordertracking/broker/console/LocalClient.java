package org.ordertracking.broker.console;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.ordertracking.broker.api.ApiDispatcher;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.ClientConnection;
import org.ordertracking.broker.api.SupportedApi;

/**
 * Asks the broker as a client does, but in the process: a request is written as bytes, and served by the handler that serves those of
 * the network. So what a client may not do, the console may not either, and it is told why in the same words.
 */
public final class LocalClient {
    /** By which quotas and logs know the console. */
    public static final String CLIENT_ID = "broker-console";

    private static final ClientConnection CONNECTION =
            ClientConnection.anonymous(CLIENT_ID, InetAddress.getLoopbackAddress());

    private final ApiDispatcher dispatcher;

    public LocalClient(ApiDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Sends a request in the newest version that is served.
     *
     * @param answer the class of the response's body
     * @return fails with {@link IllegalStateException} when a client would lose its connection over it
     */
    public <T extends ApiMessage> CompletionStage<T> ask(ApiMessage request, Class<T> answer) {
        ApiKeys key = ApiKeys.forId(request.apiKey());
        short version = SupportedApi.of(key)
                .orElseThrow(() -> new IllegalArgumentException(key + " is not served"))
                .newest();
        ByteBuffer frame = frame(key, version, request);
        return dispatcher
                .dispatch(ApiDispatcher.readHeader(frame), frame, CONNECTION)
                .thenApply(response -> message(key, response, answer));
    }

    private static <T extends ApiMessage> T message(ApiKeys key, ApiResponse response, Class<T> answer) {
        if (response instanceof ApiResponse.Message message) {
            return answer.cast(message.body());
        }
        throw new IllegalStateException(
                response instanceof ApiResponse.Hangup hangup ? hangup.reason() : key.name + " was not answered");
    }

    private static ByteBuffer frame(ApiKeys key, short version, ApiMessage request) {
        RequestHeaderData header = new RequestHeaderData()
                .setRequestApiKey(key.id)
                .setRequestApiVersion(version)
                .setClientId(CLIENT_ID);
        short headerVersion = key.requestHeaderVersion(version);
        ObjectSerializationCache cache = new ObjectSerializationCache();
        int size = header.size(cache, headerVersion) + request.size(cache, version);
        ByteBufferAccessor frame = new ByteBufferAccessor(ByteBuffer.allocate(size));
        header.write(frame, cache, headerVersion);
        request.write(frame, cache, version);
        frame.flip();
        return frame.buffer();
    }
}
