package org.ordertracking.endtoend.history.check;

import static org.apache.kafka.common.IsolationLevel.READ_COMMITTED;
import static org.apache.kafka.common.IsolationLevel.READ_UNCOMMITTED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation;
import org.ordertracking.endtoend.history.Operation.FinalRead;
import org.ordertracking.endtoend.history.Operation.OffsetCommit;
import org.ordertracking.endtoend.history.Operation.OffsetFetch;
import org.ordertracking.endtoend.history.Operation.Place;
import org.ordertracking.endtoend.history.Operation.Read;
import org.ordertracking.endtoend.history.Operation.TransactionEnd;
import org.ordertracking.endtoend.history.Operation.Write;
import org.ordertracking.endtoend.history.Outcome;
import org.ordertracking.endtoend.history.Slice;
import org.ordertracking.endtoend.history.Span;
import org.ordertracking.endtoend.history.Value;

/** A history as a test tells it, one operation after the other. Values are written as {@code writer#number}. */
final class HistoryBuilder {

    static final TopicPartition SOURCE = new TopicPartition("source", 0);
    static final TopicPartition TARGET = new TopicPartition("target", 0);

    private final List<Operation> operations = new ArrayList<>();
    private long clock;

    HistoryBuilder acknowledged(String value, long offset) {
        return write(value, SOURCE, offset, null, null, Outcome.OK);
    }

    HistoryBuilder unanswered(String value) {
        return write(value, SOURCE, -1, null, null, Outcome.INDEFINITE);
    }

    HistoryBuilder refused(String value) {
        return write(value, SOURCE, -1, null, null, Outcome.FAILED);
    }

    HistoryBuilder acknowledgedIn(String transaction, String value, long offset) {
        return write(value, SOURCE, offset, transaction, null, Outcome.OK);
    }

    HistoryBuilder copiedIn(String transaction, long from, String value, long offset) {
        return write(value, TARGET, offset, transaction, new Place(SOURCE, from), Outcome.OK);
    }

    HistoryBuilder ended(String transaction, Outcome outcome) {
        return add(new TransactionEnd(next(), transaction, outcome));
    }

    HistoryBuilder read(IsolationLevel isolation, long from, long to, Object... offsetsAndValues) {
        return add(new Read(next(), "a reader", isolation, slice(SOURCE, from, to, offsetsAndValues)));
    }

    /** The end, the same to all. */
    HistoryBuilder finallyThere(TopicPartition partition, long end, Object... offsetsAndValues) {
        return finallyThere(READ_UNCOMMITTED, partition, end, offsetsAndValues)
                .finallyThere(READ_COMMITTED, partition, end, offsetsAndValues);
    }

    HistoryBuilder finallyThere(
            IsolationLevel isolation, TopicPartition partition, long end, Object... offsetsAndValues) {
        return add(new FinalRead(next(), isolation, slice(partition, 0, end, offsetsAndValues)));
    }

    HistoryBuilder offsetCommitted(long offset, Outcome outcome) {
        return add(new OffsetCommit(next(), "group", SOURCE, offset, Optional.empty(), outcome));
    }

    HistoryBuilder offsetCommittedIn(String transaction, long offset) {
        return add(new OffsetCommit(next(), "group", SOURCE, offset, Optional.of(transaction), Outcome.OK));
    }

    HistoryBuilder offsetFound(long offset) {
        return add(new OffsetFetch(next(), "group", SOURCE, offset));
    }

    History build() {
        return new History(operations);
    }

    private HistoryBuilder write(
            String value, TopicPartition partition, long offset, String transaction, Place origin, Outcome outcome) {
        return add(new Write(
                next(),
                Value.parse(value),
                partition,
                Optional.ofNullable(transaction),
                Optional.ofNullable(origin),
                outcome,
                offset));
    }

    private HistoryBuilder add(Operation operation) {
        operations.add(operation);
        return this;
    }

    private Span next() {
        clock += 2;
        return new Span(clock, clock + 1);
    }

    private static Slice slice(TopicPartition partition, long from, long to, Object... offsetsAndValues) {
        SortedMap<Long, Value> records = new TreeMap<>();
        for (int i = 0; i < offsetsAndValues.length; i += 2) {
            records.put(((Number) offsetsAndValues[i]).longValue(), Value.parse((String) offsetsAndValues[i + 1]));
        }
        return new Slice(partition, from, to, records);
    }
}
