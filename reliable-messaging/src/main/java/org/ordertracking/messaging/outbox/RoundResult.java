package org.ordertracking.messaging.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of the rows of one round. */
final class RoundResult {

    private final List<OutboxRow> acknowledged = new ArrayList<>();
    private final Map<OutboxRow, Throwable> refused = new LinkedHashMap<>();
    private final Map<String, Throwable> failed = new LinkedHashMap<>();
    private boolean lockedByAnother;

    static RoundResult lockedByAnotherRelay() {
        RoundResult result = new RoundResult();
        result.lockedByAnother = true;
        return result;
    }

    void acknowledged(OutboxRow row) {
        acknowledged.add(row);
    }

    void refused(OutboxRow row, Throwable reason) {
        refused.put(row, reason);
    }

    void failed(OutboxRow row, Throwable reason) {
        failed.put(row.key(), reason);
    }

    /** Rows that the broker has. */
    List<OutboxRow> acknowledged() {
        return acknowledged;
    }

    /** Rows that the broker will never take, with the reason. */
    Map<OutboxRow, Throwable> refused() {
        return refused;
    }

    /** Keys whose row is to be sent again. */
    Map<String, Throwable> failed() {
        return failed;
    }

    Set<String> acknowledgedKeys() {
        Set<String> keys = new LinkedHashSet<>();
        acknowledged.forEach(row -> keys.add(row.key()));
        return keys;
    }

    boolean isLockedByAnother() {
        return lockedByAnother;
    }

    /** Whether rows left the queue, so that others may have come to its head. */
    boolean hasProgress() {
        return !acknowledged.isEmpty() || !refused.isEmpty();
    }
}
