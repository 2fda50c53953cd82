package org.ordertracking.benchmarks.measure;

import java.time.Instant;

/**
 * When and how a workload was measured last.
 *
 * @param quick whether with less work than a run that counts
 */
public record Run(String workload, Instant at, boolean quick) {}
