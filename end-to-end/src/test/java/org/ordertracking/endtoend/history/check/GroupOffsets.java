package org.ordertracking.endtoend.history.check;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation.OffsetCommit;
import org.ordertracking.endtoend.history.Operation.OffsetFetch;
import org.ordertracking.endtoend.history.Outcome;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/**
 * A group whose clients only ever commit higher offsets never sees a lower one than was committed before it asked, and none
 * that was not committed.
 */
final class GroupOffsets implements Check {

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        Map<Key, List<OffsetCommit>> commits = history.all(OffsetCommit.class).stream()
                .collect(groupingBy(commit -> new Key(commit.group(), commit.partition())));
        return history.all(OffsetFetch.class).stream()
                .flatMap(fetch -> judge(
                        history, fetch, commits.getOrDefault(new Key(fetch.group(), fetch.partition()), List.of())));
    }

    private static Stream<Anomaly> judge(History history, OffsetFetch fetch, List<OffsetCommit> commits) {
        long atLeast = 0;
        boolean known = fetch.offset() == 0;
        for (OffsetCommit commit : commits) {
            Outcome outcome = outcomeOf(history, commit);
            if (outcome == Outcome.OK && wasOverBefore(history, commit, fetch)) {
                atLeast = Math.max(atLeast, commit.offset());
            }
            known |= outcome != Outcome.FAILED && commit.offset() == fetch.offset();
        }
        if (fetch.offset() < atLeast) {
            return Stream.of(anomaly(Kind.OFFSET_WENT_BACK, fetch, "after " + atLeast + " was committed"));
        }
        return known ? Stream.empty() : Stream.of(anomaly(Kind.OFFSET_FROM_NOWHERE, fetch, "which was not committed"));
    }

    private static Outcome outcomeOf(History history, OffsetCommit commit) {
        return commit.outcome() == Outcome.FAILED || commit.transaction().isEmpty()
                ? commit.outcome()
                : history.fate(commit.transaction());
    }

    private static boolean wasOverBefore(History history, OffsetCommit commit, OffsetFetch fetch) {
        return commit.transaction()
                .flatMap(history::endOf)
                .map(end -> end.span())
                .orElse(commit.span())
                .before(fetch.span());
    }

    private static Anomaly anomaly(Kind kind, OffsetFetch fetch, String what) {
        return Anomaly.of(kind, "%s in %s was found at %d, %s", fetch.group(), fetch.partition(), fetch.offset(), what);
    }

    private record Key(String group, TopicPartition partition) {}
}
