package org.ordertracking.order.screening;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.state.Stores;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.Topics;
import org.ordertracking.order.screening.rule.ScreeningRule;
import org.ordertracking.order.screening.rule.Thresholds;

/**
 * How an order gets its verdict.
 *
 * <pre>
 *   orders ──▶ intake ──┬─ no card ──▶ cleared ──────────────────────────────┬──▶ order-screenings
 *                       └─ by card ──▶ (repartition) ──▶ screening ──────────┘
 *                                                            │ cards: in memory, backed by a changelog
 * </pre>
 *
 * <p>The state is in memory: all of it is on the log too, in the changelog, and there is not much of it. The least recently used
 * cards go when there are too many, from the changelog as well.
 */
final class ScreeningTopology {

    private final EventCodec codec;
    private final ScreeningMetrics metrics;
    private final String service;

    ScreeningTopology(EventCodec codec, ScreeningMetrics metrics, String service) {
        this.codec = codec;
        this.metrics = metrics;
        this.service = service;
    }

    /**
     * @param forgetAfter how long a card may be quiet before it is forgotten
     * @param mostCards that are remembered in each partition
     * @param partitions by which cards are spread
     */
    Topology build(Thresholds thresholds, Duration forgetAfter, int mostCards, int partitions) {
        Serde<String> text = Serdes.String();
        Serde<byte[]> bytes = Serdes.ByteArray();
        PlacedOrderReader reader = new PlacedOrderReader(codec);
        Verdicts verdicts = new Verdicts(codec, service);
        ScreeningRule rule = new ScreeningRule(thresholds);
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(Stores.lruMap(CardScreening.STORE, mostCards), text, bytes)
                .withLoggingEnabled(Map.of()));

        KStream<String, PlacedOrder> placed = builder.stream(
                        Topics.ORDERS,
                        // The time that counts is the order's; a record without a good one is no reason to stop.
                        Consumed.with(text, bytes)
                                .withTimestampExtractor(new UsePartitionTimeOnInvalidTimestamp())
                                .withName("orders"))
                .process(() -> new Intake(reader, metrics), Named.as("intake"));
        KStream<String, byte[]> cardless = placed.filter(
                        (id, order) -> order.card().isEmpty(), Named.as("without-card"))
                .process(() -> new CardlessClearing(verdicts, metrics), Named.as("clearing"));
        KStream<String, byte[]> screened = placed.filter(
                        (id, order) -> order.card().isPresent(), Named.as("with-card"))
                .selectKey((id, order) -> order.card().orElseThrow(), Named.as("card"))
                .mapValues(PlacedOrder::payload, Named.as("payload"))
                .repartition(Repartitioned.with(text, bytes).withName("by-card").withNumberOfPartitions(partitions))
                .process(
                        () -> new CardScreening(reader, rule, verdicts, metrics, forgetAfter),
                        Named.as("screening"),
                        CardScreening.STORE);
        cardless.merge(screened, Named.as("verdicts"))
                .to(Topics.ORDER_SCREENINGS, Produced.with(text, bytes).withName("order-screenings"));
        return builder.build();
    }
}
