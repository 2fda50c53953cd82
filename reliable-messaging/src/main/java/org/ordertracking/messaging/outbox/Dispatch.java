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
 * Sends the rows of one round.
 *
 * <p>In waves: the oldest row of every key at once, then, when all of them are answered, the next of every key whose row
 * was acknowledged. So one row per key is under way, and a key stops at its first failure.
 *
 * <p>The first row goes alone, and the rest follows only when it got through. A producer that lost its metadata blocks in
 * every single send for {@code max.block.ms}: a hundred rows would block for minutes, one row finds out in seconds. A
 * topic that was trusted until now gets a second opinion, so that one bad row does not speak for all.
 */
final class Dispatch {

    /**
     * Longer than the producer itself takes to give up a record ({@code delivery.timeout.ms}, {@code max.block.ms} and
     * the connector's own retries): as long as the producer may still send a row, nobody else must overtake it.
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

    /**
     * @param rows oldest first
     * @param trusted whether the topic took events until now
     */
    RoundResult send(List<OutboxRow> rows, boolean trusted) {
        RoundResult result = new RoundResult();
        List<ArrayDeque<OutboxRow>> keys = new ArrayList<>(byKey(rows).values());
        long end = nanoTime.getAsLong() + budget.toNanos();
        int opinions = trusted ? 2 : 1;
        while (!keys.isEmpty() && opinions > 0 && result.acknowledged().isEmpty() && !abandon.isDone()) {
            sendWave(keys.subList(0, 1), result);
            opinions = result.failed().isEmpty() ? opinions : opinions - 1;
        }
        if (result.acknowledged().isEmpty()) {
            return result;
        }
        while (!keys.isEmpty() && !abandon.isDone() && end - nanoTime.getAsLong() > 0) {
            sendWave(keys, result);
        }
        return result;
    }

    /** Sends the oldest row of each of these keys, and removes the keys that end here. */
    private void sendWave(Collection<ArrayDeque<OutboxRow>> keys, RoundResult result) {
        List<CompletableFuture<Void>> answers = new ArrayList<>(keys.size());
        for (ArrayDeque<OutboxRow> key : keys) {
            answers.add(start(key.element()));
        }
        awaitAll(answers);
        Iterator<CompletableFuture<Void>> answer = answers.iterator();
        keys.removeIf(key -> {
            boolean nextMayFollow = note(key.remove(), answer.next(), result);
            return !nextMayFollow || key.isEmpty();
        });
    }

    private CompletableFuture<Void> start(OutboxRow row) {
        try {
            return sender.send(row).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Returns when all are answered, or will not be waited for any more; what became of each is for the caller to see. */
    private void awaitAll(List<CompletableFuture<Void>> answers) {
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all.exceptionally(failure -> null), abandon)
                    .get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            abandonUnanswered(answers);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Neither of these futures can fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon.complete(null);
        }
    }

    private static void abandonUnanswered(List<CompletableFuture<Void>> answers) {
        TimeoutException reason = new TimeoutException("no answer from the producer in " + ANSWER_LIMIT);
        answers.forEach(answer -> answer.completeExceptionally(reason));
    }

    /** Notes what became of a row; true when the next row of its key may follow. */
    private static boolean note(OutboxRow row, CompletableFuture<Void> answer, RoundResult result) {
        if (!answer.isDone()) {
            result.failed(row, new TimeoutException("stopped before the producer answered"));
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
