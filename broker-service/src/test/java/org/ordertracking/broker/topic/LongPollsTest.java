package org.ordertracking.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.junit.jupiter.api.Test;

class LongPollsTest {
    private final LongPolls polls = new LongPolls();

    @Test
    void whoWaitsIsToldWhenTheBrokerStops() {
        AtomicInteger told = new AtomicInteger();
        polls.add(told::incrementAndGet);
        assertThat(told).hasValue(0);

        polls.endAll();

        assertThat(told).hasValue(1);
    }

    @Test
    void whoComesAfterwardsIsToldAtOnce() {
        polls.endAll();

        AtomicInteger told = new AtomicInteger();
        polls.add(told::incrementAndGet);

        assertThat(told).hasValue(1);
    }

    @Test
    void whoHasStoppedWaitingIsNotTold() {
        AtomicInteger told = new AtomicInteger();
        Runnable end = told::incrementAndGet;
        polls.add(end);
        polls.remove(end);

        polls.endAll();

        assertThat(told).hasValue(0);
        assertThat(polls.size()).isZero();
    }

    @Test
    void anAnswerThatComesInTimeIsTheAnswerAndNothingIsKept() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletionStage<String> first = polls.orEnded(answer, LongPollsTest::stopping);

        answer.complete("joined");
        polls.endAll();

        assertThat(first.toCompletableFuture()).isCompletedWithValue("joined");
        assertThat(polls.size()).isZero();
    }

    @Test
    void aFailureInTimeIsTheFailure() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletionStage<String> first = polls.orEnded(answer, LongPollsTest::stopping);

        answer.completeExceptionally(new IllegalStateException("no member"));

        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        assertThat(polls.size()).isZero();
    }

    @Test
    void anAnswerThatDoesNotComeIsReplacedWhenTheBrokerStops() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletionStage<String> first = polls.orEnded(answer, LongPollsTest::stopping);

        polls.endAll();

        assertThat(first.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(CoordinatorNotAvailableException.class);
        answer.complete("too late, and of no harm");
        assertThat(polls.size()).isZero();
    }

    @Test
    void anAnswerThatIsThereAlreadyIsGivenThoughTheBrokerStops() {
        polls.endAll();

        CompletionStage<String> first =
                polls.orEnded(CompletableFuture.completedFuture("now"), LongPollsTest::stopping);

        assertThat(first.toCompletableFuture()).isCompletedWithValue("now");
    }

    private static CoordinatorNotAvailableException stopping() {
        return new CoordinatorNotAvailableException("the broker is stopping");
    }
}
