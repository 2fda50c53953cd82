package org.ordertracking.broker.net;

import org.apache.kafka.common.requests.RequestHeader;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.SlicedRecords;

/** What became of a request. */
record Answer(RequestHeader request, ApiResponse response) {

    /** Lets go of what the answer refers to; it will not be sent. */
    void discard() {
        if (response instanceof ApiResponse.Message message) {
            message.records().forEach(SlicedRecords::close);
        }
    }
}
