package org.ordertracking.broker.share;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.server.share.persister.PersisterStateBatch;

/** One write of a shared partition's state: what came up while the write before was under way. Confined to its partition. */
final class StateWrite {
    private final List<PersisterStateBatch> batches = new ArrayList<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    void add(long first, long last, RecordState state, int deliveries) {
        batches.add(new PersisterStateBatch(first, last, state.id(), (short) deliveries));
    }

    List<PersisterStateBatch> batches() {
        return batches;
    }

    /** A stage that completes when this is stored, or fails. */
    CompletableFuture<Void> stored() {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        waiting.add(stored);
        return stored;
    }

    void succeed() {
        waiting.forEach(stored -> stored.complete(null));
    }

    void fail(Throwable failure) {
        waiting.forEach(stored -> stored.completeExceptionally(failure));
    }
}
