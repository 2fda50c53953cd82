package org.ordertracking.broker.transaction;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Ids for idempotent producers, unique for the life of the data directory. They are taken from the metadata log in
 * blocks, so that most requests cost no write.
 */
public final class ProducerIds {
    private static final int BLOCK_SIZE = 1_000;

    private final TopicRegistry metadata;
    private long next;
    private long end;
    private CompletableFuture<Void> refill;

    public ProducerIds(TopicRegistry metadata) {
        this.metadata = metadata;
    }

    /** The next free id. */
    public synchronized CompletionStage<Long> next() {
        if (next < end) {
            return CompletableFuture.completedStage(next++);
        }
        if (refill == null) {
            CompletableFuture<Void> filling = new CompletableFuture<>();
            refill = filling;
            metadata.takeProducerIds(BLOCK_SIZE).whenComplete((first, failure) -> refilled(filling, first, failure));
            return filling.thenCompose(filled -> next());
        }
        return refill.thenCompose(filled -> next());
    }

    private void refilled(CompletableFuture<Void> filling, Long first, Throwable failure) {
        synchronized (this) {
            refill = null;
            if (failure == null) {
                next = first;
                end = first + BLOCK_SIZE;
            }
        }
        if (failure == null) {
            filling.complete(null);
        } else {
            filling.completeExceptionally(failure);
        }
    }
}
