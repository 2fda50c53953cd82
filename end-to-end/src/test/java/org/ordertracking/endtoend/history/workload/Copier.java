package org.ordertracking.endtoend.history.workload;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.history.Operation.OffsetCommit;
import org.ordertracking.endtoend.history.Operation.Place;
import org.ordertracking.endtoend.history.Outcome;

/** Copies every committed record once: reads, writes and commits its offsets in one transaction. */
final class Copier implements Actor {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int ABORTED_ONE_IN = 5;
    private static final int NEW_INCARNATION_ONE_IN = 20;

    private final Stage stage;
    private final String name;
    private final Random random;

    Copier(Stage stage, String name, long seed) {
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
        for (int incarnation = 0; !stage.ending().getAsBoolean(); incarnation++) {
            incarnation(name + "." + incarnation);
        }
        try (Producer<String, String> last = stage.connection().transactionalProducer(name);
                Consumer<String, String> consumer = stage.connection().member(name)) {
            new Transactions(stage, last).init();
            new GroupPosition(stage, name, consumer).resume();
        }
    }

    private void incarnation(String writer) {
        try (Producer<String, String> producer = stage.connection().transactionalProducer(name);
                Consumer<String, String> consumer = stage.connection().member(name)) {
            Transactions transactions = new Transactions(stage, producer);
            transactions.init();
            Sends sends = new Sends(stage, producer, writer, random);
            GroupPosition position = new GroupPosition(stage, name, consumer);
            position.resume();
            boolean usable = true;
            for (int number = 0; usable && !stage.ending().getAsBoolean(); number++) {
                ConsumerRecords<String, String> records = consumer.poll(POLL);
                if (records.isEmpty()) {
                    continue;
                }
                String transaction = writer + "/" + number;
                boolean commit = random.nextInt(ABORTED_ONE_IN) != 0;
                usable = transactions.transact(transaction, commit, () -> copy(sends, producer, transaction, records));
                if (random.nextInt(NEW_INCARNATION_ONE_IN) == 0) {
                    usable = false;
                } else if (usable) {
                    position.resume();
                }
            }
            producer.close(Duration.ZERO);
        }
    }

    private void copy(
            Sends sends,
            Producer<String, String> producer,
            String transaction,
            ConsumerRecords<String, String> records) {
        for (ConsumerRecord<String, String> record : records) {
            Place origin = new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
            sends.send(
                    stage.targets().get(record.partition() % stage.targets().size()),
                    Optional.of(transaction),
                    Optional.of(origin),
                    () -> {});
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = records.nextOffsets().entrySet().stream()
                .filter(next -> !records.records(next.getKey()).isEmpty())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        long begun = stage.recorder().begin();
        try {
            producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(name));
        } finally {
            // Without an answer they may be in the transaction: what becomes of it decides.
            offsets.forEach((partition, offset) -> stage.recorder()
                    .add(new OffsetCommit(
                            stage.recorder().since(begun),
                            name,
                            partition,
                            offset.offset(),
                            Optional.of(transaction),
                            Outcome.INDEFINITE)));
        }
    }
}
