package org.ordertracking.benchmarks.measure;

/**
 * One figure of how cost grows.
 *
 * @param dimension what grows, such as {@code partitions}
 * @param step how much of it there is
 * @param measure what was measured, such as {@code memory}
 */
public record GrowthPoint(String dimension, double step, String measure, double value) {}
