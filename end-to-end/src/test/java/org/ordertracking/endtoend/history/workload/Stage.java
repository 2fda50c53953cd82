package org.ordertracking.endtoend.history.workload;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.history.HistoryRecorder;

/**
 * What all clients of a run share.
 *
 * @param recorder takes down what they do
 * @param progress counts what was acknowledged
 * @param sources partitions that producers write to
 * @param targets partitions that copies go to
 * @param ending whether they are to come to an end
 */
record Stage(
        Connection connection,
        HistoryRecorder recorder,
        Progress progress,
        List<TopicPartition> sources,
        List<TopicPartition> targets,
        BooleanSupplier ending) {}
