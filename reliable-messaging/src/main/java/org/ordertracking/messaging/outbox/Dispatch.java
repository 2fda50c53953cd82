package org.ordertracking.messaging.outbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Sends the rows of one round in waves: the oldest row of every key at once, then, when all of them are answered, the
 * next of every key whose row was acknowledged. So one row per key is under way, and a key stops at its first failure.
 */
final class Dispatch {

    /**
     * Longer than the producer itself takes to give up a record ({@code delivery.timeout.ms} plus
     * {@code max.block.ms}): as long as the producer may still send a row, nobody else must overtake it.
     */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(40);

    private final RecordSender sender;
    private final CompletableFuture<Void> abandon;
    private final Duration budget;
    private final LongSupplier nanoTime;

    /**
     * @param abandon once completed, nothing more is sent and answers are no longer waited for
     * @param budget no wave begins later than this after the first
     */
    Dispatch(RecordSender sender, CompletableFuture<Void> abandon, Duration budget, LongSupplier nanoTime) {
        this.sender = sender;
        this.abandon = abandon;
        this.budget = budget;
        this.nanoTime = nanoTime;
    }

    RoundResult send(List<OutboxRow> rows) {
        RoundResult result = new RoundResult();
        Collection<ArrayDeque<OutboxRow>> keys = byKey(rows).values();
        long end = nanoTime.getAsLong() + budget.toNanos();
        while (!keys.isEmpty() && !abandon.isDone() && end - nanoTime.getAsLong() > 0) {
            sendWave(keys, result);
        }
        return result;
    }

    private void sendWave(Collection<ArrayDeque<OutboxRow>> keys, RoundResult result) {
        List<CompletableFuture<Void>> answers = new ArrayList<>(keys.size());
        for (ArrayDeque<OutboxRow> key : keys) {
            answers.add(start(key.element()));
        }
        awaitAll(answers);
        Iterator<CompletableFuture<Void>> answer = answers.iterator();
        keys.removeIf(key -> {
            OutboxRow row = key.remove();
            return !note(row, answer.next(), result) || key.isEmpty();
        });
    }

    private CompletableFuture<Void> start(OutboxRow row) {
        try {
            return sender.send(row).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void awaitAll(List<CompletableFuture<Void>> answers) {
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, abandon).get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Each row's own answer, or the lack of one, is looked at below.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon.complete(null);
        }
    }

    /** Notes what became of a row; true when the next row of its key may follow. */
    private static boolean note(OutboxRow row, CompletableFuture<Void> answer, RoundResult result) {
        if (!answer.isDone()) {
            result.failed(row, new TimeoutException("no answer from the producer"));
            return false;
        }
        if (!answer.isCompletedExceptionally()) {
            result.acknowledged(row);
            return true;
        }
        Throwable reason =
                Refusal.unwrapped(answer.handle((done, failure) -> failure).join());
        if (Refusal.isFinal(reason)) {
            result.refused(row, reason);
        } else {
            result.failed(row, reason);
        }
        return false;
    }

    private static Map<String, ArrayDeque<OutboxRow>> byKey(List<OutboxRow> rows) {
        Map<String, ArrayDeque<OutboxRow>> keys = new LinkedHashMap<>();
        for (OutboxRow row : rows) {
            keys.computeIfAbsent(row.key(), key -> new ArrayDeque<>()).add(row);
        }
        return keys;
    }
}
