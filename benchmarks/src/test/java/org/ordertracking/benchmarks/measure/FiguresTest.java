package org.ordertracking.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void threeDigitsCount() {
        assertThat(Figures.of(1.2345)).isEqualTo("1.23");
        assertThat(Figures.of(12.345)).isEqualTo("12.3");
        assertThat(Figures.of(123456.7)).isEqualTo("123,457");
    }

    @Test
    void ratiosAreMarkedAsSuch() {
        assertThat(Figures.ratio(0.345)).isEqualTo("0.35×");
        assertThat(Figures.ratio(12.34)).isEqualTo("12.3×");
    }
}
