package org.ordertracking.endtoend.history.workload;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** When a broker is killed; one seed gives one schedule. */
final class KillSchedule {

    private static final int MOST_OPERATIONS = 2_000;
    private static final int AGAIN_ONE_IN = 4;
    private static final int LONGEST_START_MILLIS = 1_500;

    private KillSchedule() {}

    static List<Kill> of(long seed, int kills) {
        Random random = new Random(seed);
        return IntStream.range(0, kills)
                .mapToObj(kill -> new Kill(
                        random.nextInt(MOST_OPERATIONS),
                        random.nextInt(AGAIN_ONE_IN) == 0,
                        Duration.ofMillis(random.nextInt(LONGEST_START_MILLIS))))
                .toList();
    }

    /**
     * One kill.
     *
     * @param afterOperations how many operations are acknowledged between the broker's start and its end
     * @param again whether it is killed once more while it starts
     * @param intoStart how long after the start, if so
     */
    record Kill(int afterOperations, boolean again, Duration intoStart) {}
}
