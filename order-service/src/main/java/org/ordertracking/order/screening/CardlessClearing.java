package org.ordertracking.order.screening;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.ordertracking.order.screening.rule.Finding;

/**
 * Clears orders that are not paid by card. There is nothing that their amount could be taken from twice, and nobody to compare
 * them with: a mail address is typed in by whoever orders.
 */
final class CardlessClearing extends ContextualProcessor<String, PlacedOrder, String, byte[]> {

    private final Verdicts verdicts;
    private final ScreeningMetrics metrics;

    CardlessClearing(Verdicts verdicts, ScreeningMetrics metrics) {
        this.verdicts = verdicts;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<String, PlacedOrder> record) {
        long now = context().currentSystemTimeMs();
        var placed = record.value().envelope();
        context().forward(verdicts.on(placed, Finding.NO_CARD, record.headers(), now));
        metrics.verdict(Finding.NO_CARD, placed.time(), now);
    }
}
