package org.ordertracking.benchmarks.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a row's samples say. Samples of one pair were taken right after each other, so the spread is that of the ratios within
 * pairs; the ratio is that of the medians.
 *
 * @param ratio median of ours to median of Kafka
 * @param ratios the ratios within pairs
 * @param pairs how many pairs are whole
 * @param disturbed in how many of them others took much of the machine
 */
public record Comparison(Row row, Summary ours, Summary kafka, double ratio, Summary ratios, int pairs, int disturbed) {

    /** Of the whole pairs among the samples; empty where there is none. */
    public static Optional<Comparison> of(Row row, List<Sample> samples) {
        Map<Integer, Map<Side, Sample>> byPair = new TreeMap<>();
        for (Sample sample : samples) {
            if (sample.row().equals(row.id())) {
                byPair.computeIfAbsent(sample.pair(), pair -> new EnumMap<>(Side.class))
                        .put(sample.side(), sample);
            }
        }
        List<Double> ours = new ArrayList<>();
        List<Double> kafka = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        int disturbed = 0;
        for (Map<Side, Sample> pair : byPair.values()) {
            if (pair.size() < Side.values().length) {
                continue;
            }
            ours.add(pair.get(Side.OURS).value());
            kafka.add(pair.get(Side.KAFKA).value());
            ratios.add(pair.get(Side.OURS).value() / pair.get(Side.KAFKA).value());
            disturbed += pair.values().stream().anyMatch(Sample::isDisturbed) ? 1 : 0;
        }
        if (ratios.isEmpty()) {
            return Optional.empty();
        }
        Summary ourSummary = Summary.of(ours);
        Summary kafkaSummary = Summary.of(kafka);
        return Optional.of(new Comparison(
                row,
                ourSummary,
                kafkaSummary,
                ourSummary.median() / kafkaSummary.median(),
                Summary.of(ratios),
                ratios.size(),
                disturbed));
    }

    public boolean isMet() {
        return row.isMetBy(ratio);
    }
}
