package org.ordertracking.benchmarks.workload;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where brokers that workloads start themselves run.
 *
 * @param scratch folder for their data, which the caller removes
 * @param java that runs brokers
 * @param aotJava that makes AOT caches, where there is one
 * @param jvmFlags flags of the image's JVM, which are those of the AOT cache
 * @param gigabytes of data for restarts
 * @param loadRecords records of the tuned load under which memory is taken
 */
public record Place(
        Path scratch, Path java, Optional<Path> aotJava, Path jvmFlags, double gigabytes, long loadRecords) {}
