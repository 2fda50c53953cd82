package org.ordertracking.http.stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/** The places for those who follow something live: each stream holds one until it terminates. */
public final class Followers {

    private final int places;
    private final Duration longest;
    private final String what;
    private final String remedy;
    private final Semaphore free;

    /**
     * Only free places.
     *
     * @param places streams that are open at the same time
     * @param longest a stream is closed after this time, whatever happens, so that no place is kept for ever
     * @param what is followed, for example {@code orders}
     * @param remedy what somebody can do who finds no place
     */
    public Followers(int places, Duration longest, String what, String remedy) {
        this.places = places;
        this.longest = longest;
        this.what = what;
        this.remedy = remedy;
        this.free = new Semaphore(places);
    }

    /** How many streams are open. */
    public int count() {
        return places - free.availablePermits();
    }

    /**
     * Takes a place. Looks at each signal, on worker threads, one look at a time.
     *
     * @param look what there is to tell now
     * @param isLast whether nothing may come after this word
     * @return to be subscribed to, once: it holds the place until it terminates
     * @throws ProblemException {@link CommonProblem#BUSY} when all places are taken
     */
    public <W> Multi<W> follow(Multi<Signals.Signal> signals, Supplier<List<W>> look, Predicate<W> isLast) {
        if (!free.tryAcquire()) {
            throw new ProblemException(Problem.of(
                    CommonProblem.BUSY,
                    "Here, at most " + places + " " + what + " are followed at the same time.",
                    remedy));
        }
        return signals.onItem()
                .transformToMultiAndConcatenate(signal -> Multi.createFrom()
                        .iterable(() -> look.get().iterator())
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .select()
                .first(new UntilTheLast<>(isLast))
                .select()
                .first(longest)
                .onTermination()
                .invoke(free::release);
    }

    /** Lets words pass up to and including the last one. */
    private static final class UntilTheLast<W> implements Predicate<W> {

        private final Predicate<W> isLast;
        private boolean ended;

        UntilTheLast(Predicate<W> isLast) {
            this.isLast = isLast;
        }

        @Override
        public boolean test(W word) {
            boolean passes = !ended;
            ended = isLast.test(word);
            return passes;
        }
    }
}
