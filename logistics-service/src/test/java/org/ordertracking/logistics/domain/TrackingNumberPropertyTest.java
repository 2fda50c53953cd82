package org.ordertracking.logistics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a check digit is for: the slips of people who type numbers are noticed. */
class TrackingNumberPropertyTest {

    private static final int FIRST_DIGIT = 2;

    @Property
    void whatIsMadeCanBeRead(@ForAll @IntRange(max = TrackingNumber.MAX_SERIAL) int serial) {
        TrackingNumber number = TrackingNumber.of("CA", serial, "DE");

        assertThat(new TrackingNumber(number.value())).isEqualTo(number);
    }

    @Property
    void oneWrongDigitOfTheSerialIsAlmostAlwaysNoticed(
            @ForAll @IntRange(max = TrackingNumber.MAX_SERIAL) int serial,
            @ForAll @IntRange(max = 7) int position,
            @ForAll @IntRange(min = 1, max = 9) int offset) {
        String right = TrackingNumber.of("CA", serial, "DE").value();
        char[] typed = right.toCharArray();
        int digit = typed[FIRST_DIGIT + position] - '0';
        typed[FIRST_DIGIT + position] = (char) ('0' + (digit + offset) % 10);

        String wrong = new String(typed);

        // 5 stands for two remainders, 0 and 6: the standard's own blind spot.
        if (right.charAt(FIRST_DIGIT + 8) != '5') {
            assertThatThrownBy(() -> new TrackingNumber(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
