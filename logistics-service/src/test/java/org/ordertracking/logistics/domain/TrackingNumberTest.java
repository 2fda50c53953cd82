package org.ordertracking.logistics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingNumberTest {

    @ParameterizedTest
    @CsvSource({
        // the example of UPU S10 itself
        "RB, 12345678, GB, RB123456785GB",
        // remainder 1 gives 0, remainder 0 gives 5
        "CA, 8, DE, CA000000080DE",
        "CA, 0, DE, CA000000005DE",
        "CA, 99999999, DE, CA999999995DE",
    })
    void theCheckDigitIsThatOfTheStandard(String service, long serial, String country, String number) {
        assertThat(TrackingNumber.of(service, serial, country)).hasToString(number);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 100_000_000})
    void aSerialNumberHasEightDigits(long serial) {
        assertThatThrownBy(() -> TrackingNumber.of("CA", serial, "DE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("serial must be between 0 and 99999999, was " + serial);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CA12345678DE", "ca123456785DE", "CA1234567855DE", "CA123456785D1", " RB123456785GB"})
    void anotherFormIsNoTrackingNumber(String value) {
        assertThatThrownBy(() -> new TrackingNumber(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWrongCheckDigitIsNamed() {
        assertThatThrownBy(() -> new TrackingNumber("RB123456784GB"))
                .hasMessage("the check digit of RB123456784GB is 4, it should be 5");
    }
}
