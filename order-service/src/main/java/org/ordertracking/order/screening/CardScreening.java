package org.ordertracking.order.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.order.screening.rule.CardHistory;
import org.ordertracking.order.screening.rule.CardOrder;
import org.ordertracking.order.screening.rule.ScreeningRule;

/**
 * Compares each order with what its card did before, and remembers it. What is read again (a relay that was killed publishes twice)
 * gets the verdict that it got before and is not counted again. Cards that have been quiet for long are forgotten.
 */
final class CardScreening extends ContextualProcessor<String, byte[], String, byte[]> {

    static final String STORE = "cards";

    /** How often is looked for quiet cards: they are to be gone some day, not to the minute. */
    static final Duration LOOK_FOR_QUIET_CARDS_EVERY = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(CardScreening.class);

    private final PlacedOrderReader reader;
    private final ScreeningRule rule;
    private final Verdicts verdicts;
    private final ScreeningMetrics metrics;
    private final Duration forgetAfter;
    private KeyValueStore<String, byte[]> cards;

    /** @param forgetAfter how long a card may be quiet before it is forgotten */
    CardScreening(
            PlacedOrderReader reader,
            ScreeningRule rule,
            Verdicts verdicts,
            ScreeningMetrics metrics,
            Duration forgetAfter) {
        this.reader = reader;
        this.rule = rule;
        this.verdicts = verdicts;
        this.metrics = metrics;
        this.forgetAfter = forgetAfter;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        cards = context.getStateStore(STORE);
        context.schedule(LOOK_FOR_QUIET_CARDS_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forgetQuietCards);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        // Read before, by the intake; so there is an order in it.
        EventEnvelope<OrderPlaced> placed = reader.read(record).orElseThrow().envelope();
        ScreeningRule.Screening screening = rule.screen(history(record.key()), cardOrder(placed));
        cards.put(record.key(), CardHistoryCodec.write(screening.after()));
        long now = context().currentSystemTimeMs();
        context().forward(verdicts.on(placed, screening.finding(), record.headers(), now));
        metrics.verdict(screening.finding(), placed.time(), now);
    }

    private static CardOrder cardOrder(EventEnvelope<OrderPlaced> placed) {
        return new CardOrder(
                placed.id(), placed.event().placedAt(), placed.event().total());
    }

    /** A history that cannot be read (of another release, say) is begun anew: to hold up every order of the card would be worse. */
    private CardHistory history(String card) {
        try {
            return CardHistoryCodec.read(cards.get(card));
        } catch (IllegalArgumentException e) {
            LOG.warnf("What is known of a card cannot be read and is begun anew: %s", e.getMessage());
            return CardHistory.EMPTY;
        }
    }

    private void forgetQuietCards(long nowMillis) {
        Instant quietSince = Instant.ofEpochMilli(nowMillis).minus(forgetAfter);
        List<String> quiet = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = cards.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> card = all.next();
                if (isQuiet(card.value, quietSince)) {
                    quiet.add(card.key);
                }
            }
        }
        quiet.forEach(cards::delete);
        LOG.debugf("Forgot %d quiet cards", quiet.size());
    }

    private static boolean isQuiet(byte[] history, Instant since) {
        try {
            Optional<Instant> newest = CardHistoryCodec.read(history).newest();
            return newest.isEmpty() || newest.get().isBefore(since);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
