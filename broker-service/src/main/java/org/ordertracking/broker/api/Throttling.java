package org.ordertracking.broker.api;

import java.nio.ByteBuffer;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ShareFetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.AbstractResponse;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.quota.QuotaKind;

/**
 * Holds clients to their quotas of produced bytes and of request time. A client that is over a quota is answered at once,
 * told for how long it is left alone, and not read from for so long (KIP-219).
 *
 * <p>Fetched bytes and changes of topics are counted by their handlers, which send less when the quota is used up. The
 * time of a request is that of its event loop: decoding and what the handler does before it hands on.
 */
final class Throttling {
    private final ClientQuotas quotas;

    Throttling(ClientQuotas quotas) {
        this.quotas = quotas;
    }

    /** Whether requests of an API are measured at all. */
    boolean concerns(ApiKeys api) {
        return quotas.limits(QuotaKind.REQUEST_PERCENTAGE)
                || api == ApiKeys.PRODUCE && quotas.limits(QuotaKind.PRODUCER_BYTE_RATE);
    }

    /**
     * @param requestBytes length of the request
     * @param nanos time spent on it
     */
    ApiResponse apply(RequestContext context, int requestBytes, long nanos, ApiResponse response) {
        String user = context.principal().getName();
        String clientId = context.clientId();
        int millis = quotas.worked(user, clientId, nanos);
        if (context.apiKey() == ApiKeys.PRODUCE) {
            millis = Math.max(millis, quotas.produced(user, clientId, requestBytes));
        }
        if (response instanceof ApiResponse.Silence) {
            return millis == 0 ? response : new ApiResponse.Silence(millis);
        }
        if (response instanceof ApiResponse.Message message && millis > message.throttleMillis()) {
            return new ApiResponse.Message(
                    throttled(context.apiKey(), message, millis), message.version(), message.records(), millis);
        }
        return response;
    }

    private static ApiMessage throttled(ApiKeys api, ApiResponse.Message message, int millis) {
        if (message.body() instanceof ProduceResponseData produced) {
            return produced.setThrottleTimeMs(millis);
        } else if (message.body() instanceof FetchResponseData fetched) {
            return fetched.setThrottleTimeMs(millis);
        } else if (message.body() instanceof ShareFetchResponseData fetched) {
            return fetched.setThrottleTimeMs(millis);
        }
        // What all responses have in common is only known to the classes that Kafka's clients read them with.
        AbstractResponse response = AbstractResponse.parseResponse(
                api, new ByteBufferAccessor(written(message.body(), message.version())), message.version());
        response.maybeSetThrottleTimeMs(millis);
        return response.data();
    }

    private static ByteBuffer written(ApiMessage body, short version) {
        ObjectSerializationCache cache = new ObjectSerializationCache();
        ByteBufferAccessor bytes = new ByteBufferAccessor(ByteBuffer.allocate(body.size(cache, version)));
        body.write(bytes, cache, version);
        return bytes.buffer().flip();
    }
}
