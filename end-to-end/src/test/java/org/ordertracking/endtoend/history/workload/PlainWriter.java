package org.ordertracking.endtoend.history.workload;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.Producer;

/**
 * Writes without transactions, one producer after the other: most of them patient enough for every restart, some so impatient
 * that they give records up whose fate nobody knows.
 */
final class PlainWriter implements Actor {

    /** Few, so that transactions have their share of what is written between two kills. */
    private static final int UNDER_WAY = 8;

    private static final Duration PATIENT = Duration.ofMinutes(2);
    private static final Duration IMPATIENT = Duration.ofMillis(5_500);
    private static final int IMPATIENT_ONE_IN = 3;
    private static final int FEWEST_RECORDS = 200;
    private static final int MORE_RECORDS = 1_500;

    private final Stage stage;
    private final String name;
    private final Random random;

    PlainWriter(Stage stage, String name, long seed) {
        this.stage = stage;
        this.name = name;
        this.random = new Random(seed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void act() throws InterruptedException {
        for (int incarnation = 0; !stage.ending().getAsBoolean(); incarnation++) {
            boolean impatient = random.nextInt(IMPATIENT_ONE_IN) == 0;
            try (Producer<String, String> producer = stage.connection().producer(impatient ? IMPATIENT : PATIENT)) {
                write(producer, name + "." + incarnation, FEWEST_RECORDS + random.nextInt(MORE_RECORDS));
            }
        }
    }

    private void write(Producer<String, String> producer, String writer, int records) throws InterruptedException {
        Sends sends = new Sends(stage, producer, writer, random);
        Semaphore room = new Semaphore(UNDER_WAY);
        for (int i = 0; i < records && !sends.failed() && !stage.ending().getAsBoolean(); i++) {
            room.acquire();
            sends.send(
                    stage.sources().get(random.nextInt(stage.sources().size())),
                    Optional.empty(),
                    Optional.empty(),
                    room::release);
        }
        if (sends.failed()) {
            producer.close(Duration.ZERO);
        }
    }
}
