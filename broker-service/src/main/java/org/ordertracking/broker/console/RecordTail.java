package org.ordertracking.broker.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.ordertracking.broker.console.view.RecordViews;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.records.RecordCursor;
import org.ordertracking.broker.records.ScanBudget;
import org.ordertracking.broker.records.StoredRecord;
import org.ordertracking.broker.topic.Partition;

/**
 * What is written to a topic from now on, for one who watches. Each look tells what has come since the one before, as far as it can be
 * told in a short time; where more comes than anybody could read, it goes on at the end and says how much it passed over.
 */
public final class RecordTail {
    /** What a look shows at most. */
    static final int MOST_SHOWN = 100;

    private static final Duration LOOK_TIME = Duration.ofMillis(200);
    private static final long LOOK_BYTES = 16 << 20;
    /** Further behind than so many records, it goes on at the end. */
    private static final long FAR_BEHIND = 2_000;

    private final TopicQueries topics;
    private final String topic;
    private final Optional<Integer> partition;
    private final Predicate<StoredRecord> filter;
    private final RecordForm form;
    private final LongSupplier nanoClock;
    private final Map<Integer, Long> positions = new HashMap<>();
    private long passedOver;

    RecordTail(
            TopicQueries topics,
            String topic,
            Optional<Integer> partition,
            RecordFilter filter,
            RecordForm form,
            LongSupplier nanoClock) {
        this.topics = topics;
        this.topic = topic;
        this.partition = partition;
        this.filter = filter;
        this.form = form;
        this.nanoClock = nanoClock;
        for (Partition each : partitions()) {
            positions.put(each.index(), each.log().highWatermark());
        }
    }

    /**
     * What a look has found.
     *
     * @param items in the order of their partitions and offsets
     * @param passedOver records that were passed over since the look before
     */
    public record News(List<RecordViews.Shown> items, long passedOver) {

        public boolean isEmpty() {
            return items.isEmpty() && passedOver == 0;
        }
    }

    /**
     * Looks once. May block on the disk; one look at a time.
     *
     * @throws ProblemException when the topic was deleted
     */
    public News look() {
        ScanBudget budget = new ScanBudget(nanoClock, LOOK_TIME, Long.MAX_VALUE, LOOK_BYTES);
        List<RecordViews.Shown> items = new ArrayList<>();
        passedOver = 0;
        for (Partition each : partitions()) {
            look(each, budget, items);
        }
        return new News(items, passedOver);
    }

    private void look(Partition watched, ScanBudget budget, List<RecordViews.Shown> items) {
        PartitionLog log = watched.log();
        // A partition that was added meanwhile is watched from its beginning.
        long from = positions.computeIfAbsent(watched.index(), added -> log.logStartOffset());
        long end = log.highWatermark();
        if (end <= from) {
            return;
        }
        long position = from;
        if (items.size() < MOST_SHOWN && !budget.isSpent()) {
            try (RecordCursor cursor = new RecordCursor(log, from, end)) {
                while (items.size() < MOST_SHOWN && !budget.isSpent()) {
                    StoredRecord record = cursor.next();
                    if (record == null) {
                        break;
                    }
                    budget.spend(record);
                    if (filter.test(record)) {
                        items.add(form.show(record));
                    }
                }
                position = cursor.position();
            }
        }
        if (end - position > FAR_BEHIND) {
            passedOver += end - position;
            position = end;
        }
        positions.put(watched.index(), position);
    }

    private List<Partition> partitions() {
        return partition.isPresent()
                ? List.of(TopicQueries.partition(topics.existing(topic), partition.get()))
                : topics.existing(topic).partitions();
    }
}
