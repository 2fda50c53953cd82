package org.ordertracking.broker.api;

import java.util.List;
import org.apache.kafka.common.protocol.ApiMessage;

/** What a request leads to on its connection. */
public sealed interface ApiResponse {

    /**
     * A message to send.
     *
     * @param body the response body
     * @param version version to write it in: the request's, but for an ApiVersions request of an unknown version
     * @param records record slices that the body refers to; whoever takes the response closes them, sent or not
     * @param throttleMillis for how long the client is not read from once it has its answer
     */
    record Message(ApiMessage body, short version, List<SlicedRecords> records, int throttleMillis)
            implements ApiResponse {
        public Message(ApiMessage body, short version, List<SlicedRecords> records) {
            this(body, version, records, 0);
        }

        public Message(ApiMessage body, short version) {
            this(body, version, List.of(), 0);
        }
    }

    /**
     * Nothing is sent: a produce request with acks=0 has no response.
     *
     * @param throttleMillis for how long the client is not read from
     */
    record Silence(int throttleMillis) implements ApiResponse {
        public Silence() {
            this(0);
        }
    }

    /**
     * The connection is closed, the only way to tell a client that expects no response or whose request is malformed.
     *
     * @param reason for the log, one line
     */
    record Hangup(String reason) implements ApiResponse {}
}
