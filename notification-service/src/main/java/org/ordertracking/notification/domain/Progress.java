package org.ordertracking.notification.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a notification has come.
 *
 * <pre>
 *              attempt (counted and recorded before anything is sent)
 *               ┌───┐
 *               ▼   │
 *   planned ─▶ PENDING ──accepted──────────────────────────▶ SENT
 *               ▲ │ │
 *               │ │ ├──refused, or unavailable too often───▶ FAILED
 *               └─┼─┘
 *     unavailable:│due again after a growing pause
 *                 └──before the first attempt, when the
 *                    customer has got enough by now─────────▶ CAPPED
 * </pre>
 *
 * <p>While an attempt is under way the notification is pending and due when the attempt's lease is over. So when the
 * process dies in the middle, another attempt follows by itself, and the attempts stay counted.
 */
public sealed interface Progress {

    /** Attempts begun so far. */
    int attempts();

    /** The name that the state is stored and shown by. */
    State state();

    /** Names of the states. */
    enum State {
        PENDING,
        SENT,
        FAILED,
        CAPPED
    }

    /**
     * Not sent yet, or not known to be.
     *
     * @param dueAt when the next attempt may begin
     * @param lastProblem why the last attempt did not succeed; null before the first failure
     */
    record Pending(int attempts, Instant dueAt, String lastProblem) implements Progress {

        /** Before the first attempt, due at once. */
        public static Pending planned(Instant now) {
            return new Pending(0, now, null);
        }

        @Override
        public State state() {
            return State.PENDING;
        }

        /** An attempt begins; nobody else may try before its lease is over. */
        public Pending attempt(Instant now, Duration lease) {
            return new Pending(attempts + 1, now.plus(lease), lastProblem);
        }

        /**
         * What comes of the attempt's outcome.
         *
         * @param now when the outcome was known
         * @param pause how long to wait before another attempt, unless the provider asked for longer
         */
        public Progress after(SendOutcome outcome, Instant now, RetryPolicy policy, Duration pause) {
            if (outcome instanceof SendOutcome.Accepted accepted) {
                return new Sent(attempts, accepted.via(), accepted.remark(), now);
            }
            if (outcome instanceof SendOutcome.Unavailable unavailable) {
                return policy.isExhaustedAfter(attempts)
                        ? new Failed(attempts, "given up after " + attempts + " attempts: " + unavailable.reason(), now)
                        : new Pending(attempts, now.plus(longer(pause, unavailable.askedFor())), unavailable.reason());
            }
            return new Failed(attempts, ((SendOutcome.Refused) outcome).reason(), now);
        }

        private static Duration longer(Duration pause, Duration askedFor) {
            return askedFor == null || askedFor.compareTo(pause) < 0 ? pause : askedFor;
        }

        /**
         * The end without any attempt, because the customer was told as much as the cap allows.
         *
         * @throws IllegalStateException after the first attempt: what was begun is gone on with
         */
        public Capped capped(String reason, Instant now) {
            if (attempts > 0) {
                throw new IllegalStateException("attempt " + attempts + " was begun before the cap was reached");
            }
            return new Capped(reason, now);
        }

        /**
         * The end without another attempt: all that are allowed were begun, and of the last one no outcome was ever
         * recorded because the process died in it.
         */
        public Failed abandoned(Instant now) {
            String known = lastProblem == null ? "no outcome of any attempt is known" : "before that: " + lastProblem;
            return new Failed(
                    attempts,
                    "given up after " + attempts + " attempts, interrupted in the last one, which may have arrived; "
                            + known,
                    now);
        }
    }

    /**
     * Handed over.
     *
     * @param via what took it, for example {@code in-app inbox} or {@code smtp.example.org:25}
     * @param remark what else there is to say, for example the provider's id; null when nothing
     */
    record Sent(int attempts, String via, String remark, Instant sentAt) implements Progress {
        @Override
        public State state() {
            return State.SENT;
        }
    }

    /** Never sent, because the customer had got as much as the cap allows. */
    record Capped(String reason, Instant cappedAt) implements Progress {
        @Override
        public int attempts() {
            return 0;
        }

        @Override
        public State state() {
            return State.CAPPED;
        }
    }

    /** Given up for good. */
    record Failed(int attempts, String reason, Instant failedAt) implements Progress {
        @Override
        public State state() {
            return State.FAILED;
        }
    }
}
