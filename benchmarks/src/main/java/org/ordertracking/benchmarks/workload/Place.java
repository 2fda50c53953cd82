package org.ordertracking.benchmarks.workload;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where brokers that workloads start themselves run.
 *
 * @param scratch folder for their data, which the caller removes
 * @param java that runs brokers
 * @param aotJava that makes AOT caches, where there is one
 * @param image {@code images/jvm}, by which the AOT cache is made
 * @param gigabytes of data for restarts
 * @param loadRecords records of the tuned load under which memory is taken
 */
public record Place(Path scratch, Path java, Optional<Path> aotJava, Path image, double gigabytes, long loadRecords) {}
