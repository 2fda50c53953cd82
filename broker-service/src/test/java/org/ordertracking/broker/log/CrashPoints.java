package org.ordertracking.broker.log;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ends a broker before each change of the disk that something makes, one after the other, and looks at what is left. */
final class CrashPoints {

    /** No attempt makes more changes than this. */
    private static final int MOST = 500;

    private CrashPoints() {}

    /** Something that changes the disk, prepared on a broker that runs. */
    interface Attempt {
        /** Makes the changes, and closes the broker; after the crash it may fail in any way. */
        void run();

        /**
         * @param restarted a broker on what is left of the disk
         * @param done whether the attempt came to its end
         */
        void verify(TestStore restarted, boolean done);
    }

    /**
     * @param powerCut whether what was not synced is lost, or only the process
     * @param start starts a broker on the disk
     * @param prepare makes the attempt ready; called for each crash point anew, on what the one before has left
     */
    static void everyOne(
            FakeDisk disk, boolean powerCut, Supplier<TestStore> start, Function<TestStore, Attempt> prepare) {
        TestStore.quietly(() -> {
            boolean done = false;
            for (int point = 0; !done; point++) {
                if (point == MOST) {
                    throw new AssertionError("the attempt does not end after " + MOST + " changes");
                }
                done = crashAt(point, disk, powerCut, start, prepare);
            }
        });
    }

    private static boolean crashAt(
            int point,
            FakeDisk disk,
            boolean powerCut,
            Supplier<TestStore> start,
            Function<TestStore, Attempt> prepare) {
        TestStore broker = start.get();
        Attempt attempt = prepare.apply(broker);
        AtomicInteger left = new AtomicInteger(point);
        disk.beforeChange(() -> {
            if (left.getAndDecrement() == 0) {
                if (powerCut) {
                    disk.crashLosingUnsynced();
                } else {
                    disk.killProcess();
                }
            }
        });
        try {
            attempt.run();
        } catch (RuntimeException crashed) {
            if (left.get() >= 0) {
                throw crashed;
            }
        } finally {
            disk.beforeChange(() -> {});
        }
        boolean done = left.get() >= 0;
        broker.stopThreads();
        TestStore restarted = start.get();
        try {
            attempt.verify(restarted, done);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("after a crash before change " + point + ": " + e.getMessage(), e);
        } finally {
            restarted.stopThreads();
        }
        return done;
    }
}
