package org.ordertracking.endtoend.history.workload;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.Producer;

/**
 * Writes in transactions over several partitions, under one transactional id: commits most, aborts some, and leaves some open
 * to the next incarnation. When that has taken over, the one before tries to commit all the same.
 */
final class TransactionalWriter implements Actor {

    private static final int ABORTED_ONE_IN = 4;
    private static final int LEFT_OPEN_ONE_IN = 25;
    private static final int MOST_RECORDS = 40;

    private final Stage stage;
    private final String name;
    private final Random random;

    TransactionalWriter(Stage stage, String name, long seed) {
        this.stage = stage;
        this.name = name;
        this.random = new Random(seed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void act() {
        Optional<Zombie> zombie = Optional.empty();
        for (int incarnation = 0; !stage.ending().getAsBoolean(); incarnation++) {
            zombie = incarnation(name + "." + incarnation, zombie);
        }
        try (Producer<String, String> last = stage.connection().transactionalProducer(name)) {
            new Transactions(stage, last).init();
            zombie.ifPresent(Zombie::rise);
        }
    }

    /** One producer's life, in which the one before it tries once more; empty if it leaves nothing open. */
    private Optional<Zombie> incarnation(String writer, Optional<Zombie> predecessor) {
        Producer<String, String> producer = stage.connection().transactionalProducer(name);
        Transactions transactions = new Transactions(stage, producer);
        transactions.init();
        predecessor.ifPresent(Zombie::rise);
        Sends sends = new Sends(stage, producer, writer, random);
        boolean usable = true;
        for (int number = 0; usable && !stage.ending().getAsBoolean(); number++) {
            String transaction = writer + "/" + number;
            if (random.nextInt(LEFT_OPEN_ONE_IN) == 0) {
                transactions.leaveOpen(() -> send(sends, transaction));
                return Optional.of(new Zombie(producer, transactions, transaction));
            }
            usable = transactions.transact(
                    transaction, random.nextInt(ABORTED_ONE_IN) != 0, () -> send(sends, transaction));
        }
        producer.close(Duration.ZERO);
        return Optional.empty();
    }

    private void send(Sends sends, String transaction) {
        int records = 1 + random.nextInt(MOST_RECORDS);
        for (int i = 0; i < records; i++) {
            sends.send(
                    stage.sources().get(random.nextInt(stage.sources().size())),
                    Optional.of(transaction),
                    Optional.empty(),
                    () -> {});
        }
    }

    /** A producer that was replaced while its transaction was open. */
    private record Zombie(Producer<String, String> producer, Transactions transactions, String transaction) {

        void rise() {
            transactions.commitFenced(transaction);
            producer.close(Duration.ZERO);
        }
    }
}
