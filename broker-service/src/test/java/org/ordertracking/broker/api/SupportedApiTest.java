package org.ordertracking.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

class SupportedApiTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(
            value = SupportedApi.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STREAMS_GROUP_HEARTBEAT", "STREAMS_GROUP_DESCRIBE"})
    void noVersionIsServedThatTheKafkaClientsDoNotCallStable(SupportedApi api) {
        assertThat(api.newest()).isLessThanOrEqualTo(api.key().latestVersion(false));
        assertThat(api.oldestServed()).isGreaterThanOrEqualTo(api.key().oldestVersion());
    }

    @ParameterizedTest
    @EnumSource(
            value = SupportedApi.class,
            names = {"STREAMS_GROUP_HEARTBEAT", "STREAMS_GROUP_DESCRIBE"})
    void ofStreamsGroupsTheVersionIsServedThatLaterClientsCallStable(SupportedApi api) {
        assertThat(api.newest()).isZero();
        assertThat(api.key().latestVersion(true)).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = SupportedApi.class, mode = EnumSource.Mode.EXCLUDE, names = "PRODUCE")
    void whatIsAdvertisedIsServed(SupportedApi api) {
        assertThat(api.oldestAdvertised()).isEqualTo(api.oldestServed());
    }

    @ParameterizedTest
    @ValueSource(shorts = {0, 1, 2})
    void oldProduceVersionsAreAdvertisedButRefused(short version) {
        assertThat(SupportedApi.PRODUCE.oldestAdvertised()).isZero();
        assertThat(SupportedApi.PRODUCE.serves(version)).isFalse();
    }

    @Test
    void aClientThatIsTooNewIsToldTheVersionsInTheOldestForm() {
        try (TestBroker broker = TestBroker.in(directory).start()) {
            ApiResponse.Message answer = (ApiResponse.Message) dispatch(broker, ApiKeys.API_VERSIONS, (short) 127);

            ApiVersionsResponseData body = (ApiVersionsResponseData) answer.body();
            assertThat(answer.version()).isZero();
            assertThat(body.errorCode()).isEqualTo(Errors.UNSUPPORTED_VERSION.code());
            assertThat(body.apiKeys()).extracting(ApiVersion::apiKey).containsExactly(ApiKeys.API_VERSIONS.id);
        }
    }

    @Test
    void theTableIsWhatClientsAreTold() {
        try (TestBroker broker = TestBroker.in(directory).start()) {
            ApiVersionsResponseData told = Requests.ask(
                    broker,
                    new ApiVersionsRequestData().setClientSoftwareName("test").setClientSoftwareVersion("1"),
                    4,
                    ApiVersionsResponseData.class);

            assertThat(told.apiKeys()).hasSize(SupportedApi.values().length);
            for (SupportedApi api : SupportedApi.values()) {
                ApiVersion entry = told.apiKeys().find(api.key().id);
                assertThat(entry.minVersion()).isEqualTo(api.oldestAdvertised());
                assertThat(entry.maxVersion()).isEqualTo(api.newest());
            }
        }
    }

    @Test
    void aKeyOrVersionThatIsNotServedHangsUp() {
        try (TestBroker broker = TestBroker.in(directory).start()) {
            assertThat(dispatch(broker, ApiKeys.WRITE_TXN_MARKERS, (short) 1)).isInstanceOf(ApiResponse.Hangup.class);
            assertThat(dispatch(broker, ApiKeys.METADATA, (short) 99)).isInstanceOf(ApiResponse.Hangup.class);
            assertThat(dispatch(broker, ApiKeys.PRODUCE, (short) 2)).isInstanceOf(ApiResponse.Hangup.class);
        }
    }

    private static ApiResponse dispatch(TestBroker broker, ApiKeys key, short version) {
        RequestHeader header = new RequestHeader(
                new RequestHeaderData()
                        .setRequestApiKey(key.id)
                        .setRequestApiVersion(version)
                        .setCorrelationId(1),
                (short) 1);
        return broker.dispatcher()
                .dispatch(header, ByteBuffer.allocate(0), Requests.CLIENT)
                .toCompletableFuture()
                .join();
    }
}
