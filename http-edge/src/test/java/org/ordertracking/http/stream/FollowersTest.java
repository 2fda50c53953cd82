package org.ordertracking.http.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ordertracking.http.problem.ProblemException;

class FollowersTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Signals signals = new Signals();
    private final Followers followers = new Followers(1, LONG, "parcels", "Try again later.");

    @Test
    void aStreamLooksAtOnceAndAtEachSignalAndEndsWithItsLastWord() {
        AtomicInteger looks = new AtomicInteger();
        AssertSubscriber<Integer> follower = followers
                .follow(signals.of("a"), () -> List.of(looks.incrementAndGet()), word -> word == 3)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        follower.awaitItems(1);

        signals.changed("a");
        follower.awaitItems(2);
        signals.changed("another");
        signals.lookAgain();
        follower.awaitItems(3);
        signals.lookAgain();

        follower.awaitCompletion(LONG).assertItems(1, 2, 3);
    }

    @Test
    void whoFindsNoPlaceIsToldHowManyThereAreAndAPlaceIsFreeAgainWhenAStreamEnds() {
        AssertSubscriber<String> first = followers
                .follow(signals.of("a"), () -> List.of("word"), word -> false)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10));

        assertThat(followers.count()).isOne();
        assertThatThrownBy(() -> followers.follow(signals.of("b"), () -> List.of("word"), word -> false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("at most 1 parcels are followed at the same time");
        first.cancel();
        assertThat(followers.count()).isZero();
    }

    @Test
    void whatIsKeptOfAFollowerIsOutdatedByAChangeAndNotByAnyOtherSignal() {
        AtomicInteger changes = new AtomicInteger();
        AssertSubscriber<Signals.Signal> follower =
                signals.of("a", changes::incrementAndGet).subscribe().withSubscriber(AssertSubscriber.create(10));

        signals.lookAgain();
        assertThat(changes).hasValue(0);
        signals.changed("a");

        assertThat(changes).hasValue(1);
        follower.assertItems(Signals.Signal.LOOK, Signals.Signal.LOOK, Signals.Signal.LOOK);
    }
}
