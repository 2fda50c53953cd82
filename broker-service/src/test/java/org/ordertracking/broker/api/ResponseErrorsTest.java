package org.ordertracking.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseErrorsTest {

    @ParameterizedTest
    @EnumSource(SupportedApi.class)
    void theErrorsOfEveryResponseAreFound(SupportedApi api) {
        ApiMessage response = ApiMessageType.fromApiKey(api.key().id).newResponse();

        assertThat(ResponseErrors.knows(response)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SupportedApi.class)
    void countingLeavesAResponseAsItIs(SupportedApi api) {
        ApiMessage response = ApiMessageType.fromApiKey(api.key().id).newResponse();
        Message before = response.duplicate();

        errors(response);

        assertThat(response).isEqualTo(before);
    }

    @Test
    void eachPartitionOfAProduceResponseCounts() {
        ProduceResponseData response = new ProduceResponseData();
        response.responses()
                .add(new ProduceResponseData.TopicProduceResponse()
                        .setName("orders")
                        .setPartitionResponses(List.of(
                                produced(Errors.NONE),
                                produced(Errors.CORRUPT_MESSAGE),
                                produced(Errors.CORRUPT_MESSAGE),
                                produced(Errors.KAFKA_STORAGE_ERROR))));

        assertThat(errors(response)).isEqualTo(Map.of(Errors.CORRUPT_MESSAGE, 2, Errors.KAFKA_STORAGE_ERROR, 1));
    }

    @Test
    void aFetchResponseCountsAsAWholeAndByPartition() {
        FetchResponseData response = new FetchResponseData()
                .setErrorCode(Errors.INVALID_FETCH_SESSION_EPOCH.code())
                .setResponses(List.of(new FetchResponseData.FetchableTopicResponse()
                        .setPartitions(List.of(new FetchResponseData.PartitionData()
                                .setErrorCode(Errors.OFFSET_OUT_OF_RANGE.code())))));

        assertThat(errors(response))
                .isEqualTo(Map.of(Errors.INVALID_FETCH_SESSION_EPOCH, 1, Errors.OFFSET_OUT_OF_RANGE, 1));
    }

    @Test
    void whatWentWellIsNoError() {
        assertThat(errors(new HeartbeatResponseData())).isEmpty();
        assertThat(errors(new HeartbeatResponseData().setErrorCode(Errors.REBALANCE_IN_PROGRESS.code())))
                .isEqualTo(Map.of(Errors.REBALANCE_IN_PROGRESS, 1));
    }

    private static ProduceResponseData.PartitionProduceResponse produced(Errors error) {
        return new ProduceResponseData.PartitionProduceResponse().setErrorCode(error.code());
    }

    private static Map<Errors, Integer> errors(ApiMessage response) {
        Map<Errors, Integer> errors = new EnumMap<>(Errors.class);
        ResponseErrors.count(response, (error, times) -> errors.merge(error, times, Integer::sum));
        return errors;
    }
}
