package org.ordertracking.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

class SupportedFeatureTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void theLevelInForceIsOneOfThoseSupported(SupportedFeature feature) {
        assertThat(feature.level()).isBetween(feature.oldest(), feature.newest());
        assertThat(SupportedFeature.of(feature.featureName())).contains(feature);
    }

    @ParameterizedTest
    @EnumSource
    void clientsAreToldTheRangeAndTheLevelUnlessItIsOff(SupportedFeature feature) {
        ApiVersionsResponseData told = ask(4);

        var range = told.supportedFeatures().find(feature.featureName());
        assertThat(range.minVersion()).isEqualTo(feature.oldest());
        assertThat(range.maxVersion()).isEqualTo(feature.newest());
        var level = told.finalizedFeatures().find(feature.featureName());
        if (feature.level() == 0) {
            assertThat(level).isNull();
        } else {
            assertThat(level.maxVersionLevel()).isEqualTo(feature.level());
        }
    }

    @Test
    void olderClientsAreNotToldOfRangesThatBeginAtZeroButOfTheLevels() {
        ApiVersionsResponseData told = ask(3);

        assertThat(told.supportedFeatures()).noneMatch(range -> range.minVersion() == 0);
        assertThat(told.finalizedFeatures().find(SupportedFeature.GROUP_VERSION.featureName()))
                .isNotNull();
    }

    private ApiVersionsResponseData ask(int version) {
        try (TestBroker broker = TestBroker.in(directory).start()) {
            return Requests.ask(
                    broker,
                    new ApiVersionsRequestData().setClientSoftwareName("test").setClientSoftwareVersion("1"),
                    version,
                    ApiVersionsResponseData.class);
        }
    }
}
