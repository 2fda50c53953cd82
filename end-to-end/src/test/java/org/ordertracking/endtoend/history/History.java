package org.ordertracking.endtoend.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.history.Operation.FinalRead;
import org.ordertracking.endtoend.history.Operation.TransactionEnd;
import org.ordertracking.endtoend.history.Operation.Write;

/** All that happened in a run. Immutable. */
public final class History {

    private final List<Operation> operations;
    private final Map<Value, Write> writes = new HashMap<>();
    private final Map<String, TransactionEnd> ends = new HashMap<>();
    private final Map<IsolationLevel, Map<TopicPartition, Slice>> finalReads = new HashMap<>();

    /**
     * @throws IllegalArgumentException if a value was sent twice, a transaction ended twice, or a partition was finally read
     *     twice with one isolation: such a history shows nothing
     */
    public History(Collection<Operation> operations) {
        this.operations = List.copyOf(operations);
        all(Write.class).forEach(write -> putOnce(writes, write.value(), write));
        all(TransactionEnd.class).forEach(end -> putOnce(ends, end.transaction(), end));
        all(FinalRead.class)
                .forEach(read -> putOnce(
                        finalReads.computeIfAbsent(read.isolation(), isolation -> new HashMap<>()),
                        read.slice().partition(),
                        read.slice()));
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The operations of one kind, in the order in which they were recorded. */
    public <T extends Operation> List<T> all(Class<T> kind) {
        return operations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The write of a value, if there was one. */
    public Optional<Write> writeOf(Value value) {
        return Optional.ofNullable(writes.get(value));
    }

    /** How a transaction was ended, if it was. */
    public Optional<TransactionEnd> endOf(String transaction) {
        return Optional.ofNullable(ends.get(transaction));
    }

    /** Whether what was done in this transaction, or in none, holds. One that nobody ended never came to be committed. */
    public Outcome fate(Optional<String> transaction) {
        return transaction
                .map(id -> endOf(id).map(TransactionEnd::outcome).orElse(Outcome.FAILED))
                .orElse(Outcome.OK);
    }

    /** What a partition holds in the end; nothing if it was not read. */
    public Slice finallyIn(IsolationLevel isolation, TopicPartition partition) {
        Slice slice = finalReads.getOrDefault(isolation, Map.of()).get(partition);
        return slice == null ? new Slice(partition, 0, 0, new TreeMap<>()) : slice;
    }

    /** All partitions as they are in the end. */
    public Collection<Slice> finallyIn(IsolationLevel isolation) {
        return finalReads.getOrDefault(isolation, Map.of()).values();
    }

    private static <K, V> void putOnce(Map<K, V> map, K key, V value) {
        if (map.putIfAbsent(key, value) != null) {
            throw new IllegalArgumentException(key + " is in the history twice");
        }
    }
}
