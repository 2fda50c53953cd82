package org.ordertracking.endtoend.history.workload;

import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.ordertracking.endtoend.history.Operation.Place;
import org.ordertracking.endtoend.history.Operation.Write;
import org.ordertracking.endtoend.history.Outcome;
import org.ordertracking.endtoend.history.Value;

/** What one incarnation of a producer sends, taken down when it is answered or given up. */
final class Sends {

    private static final int LARGEST_PADDING = 400;

    private final Stage stage;
    private final Producer<String, String> producer;
    private final String writer;
    private final Random random;
    private long number;
    private volatile boolean failed;

    Sends(Stage stage, Producer<String, String> producer, String writer, Random random) {
        this.stage = stage;
        this.producer = producer;
        this.writer = writer;
        this.random = random;
    }

    /** Whether a record was given up. */
    boolean failed() {
        return failed;
    }

    void send(TopicPartition partition, Optional<String> transaction, Optional<Place> origin, Runnable answered) {
        Value value = new Value(writer, number++);
        long begun = stage.recorder().begin();
        ProducerRecord<String, String> sent = new ProducerRecord<>(
                partition.topic(), partition.partition(), null, value.padded(random.nextInt(LARGEST_PADDING)));
        producer.send(sent, (metadata, failure) -> {
            stage.recorder()
                    .add(new Write(
                            stage.recorder().since(begun),
                            value,
                            partition,
                            transaction,
                            origin,
                            outcome(failure),
                            failure == null ? metadata.offset() : -1));
            if (failure == null) {
                stage.progress().acknowledge();
            } else {
                failed = true;
            }
            answered.run();
        });
    }

    private static Outcome outcome(Exception failure) {
        if (failure == null) {
            return Outcome.OK;
        }
        return failure instanceof RecordTooLargeException ? Outcome.FAILED : Outcome.INDEFINITE;
    }
}
