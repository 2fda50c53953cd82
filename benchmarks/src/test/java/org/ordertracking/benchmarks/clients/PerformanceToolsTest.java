package org.ordertracking.benchmarks.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PerformanceToolsTest {

    private static final String PRODUCED = """
            Reading payloads from: /tmp/x
            Number of messages read: 64
            100000 records sent, 20000.0 records/sec (19.53 MB/sec), 3.0 ms avg latency, 200.0 ms max latency.
            300000 records sent, 141242.9 records/sec (137.93 MB/sec), 150.58 ms avg latency, 300.00 ms max latency, \
            150 ms 50th, 250 ms 95th, 280 ms 99th, 299 ms 99.9th.
            """;
    private static final String CONSUMED =
            "2026-11-26 21:00:00:000, 2026-11-26 21:00:03:500, 292.9688, 83.7054, 300000, 85714.2857, 3100, 400, 732.4219, 750000.0000\n";

    @Test
    void readsTheTotalOfProducerPerformance() {
        assertThat(PerformanceTools.producedPerSecond(PRODUCED, 300_000)).isEqualTo(141242.9);
    }

    @Test
    void missesRecordsThatWereNotAcknowledged() {
        assertThatThrownBy(() -> PerformanceTools.producedPerSecond(PRODUCED, 300_001))
                .hasMessageContaining("300000 of 300001");
    }

    @Test
    void saysWhyTheFirstRecordWasRefused() {
        String refused = "java.lang.Exception: the disk is full\n" + PRODUCED;

        assertThatThrownBy(() -> PerformanceTools.producedPerSecond(refused, 300_001))
                .hasMessageContaining("the disk is full");
    }

    @Test
    void readsTheRateOfConsumerPerformanceWithoutTheTimeThatTheGroupTook() {
        assertThat(PerformanceTools.consumedPerSecond(CONSUMED, 300_000)).isEqualTo(750000);
    }

    @Test
    void missesRecordsThatWereNotRead() {
        assertThatThrownBy(() -> PerformanceTools.consumedPerSecond(CONSUMED, 300_001))
                .hasMessageContaining("did not read 300001 records");
    }
}
