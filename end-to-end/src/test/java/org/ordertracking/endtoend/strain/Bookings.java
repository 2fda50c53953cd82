package org.ordertracking.endtoend.strain;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.ordertracking.endtoend.kafka.KafkaClients;

/**
 * Transactions of ten records each, every third of them aborted. Numbers count up with those that were committed, so that readers of
 * committed records find each once. Every so many transactions another transactional id goes on.
 */
final class Bookings implements Worker.Step {

    private static final int RECORDS = 10;
    private static final int OF_EACH_ID = 40;

    private final KafkaClients clients;
    private final String topic;
    private Producer<String, String> producer;
    private int transactions;
    private long next;

    Bookings(KafkaClients clients, String topic) {
        this.clients = clients;
        this.topic = topic;
    }

    @Override
    public void run() throws Exception {
        if (transactions % OF_EACH_ID == 0) {
            close();
            producer = clients.producer(
                    Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "bookings-" + transactions / OF_EACH_ID));
            producer.initTransactions();
        }
        boolean abort = transactions++ % 3 == 2;
        producer.beginTransaction();
        for (int i = 0; i < RECORDS; i++) {
            producer.send(new ProducerRecord<>(topic, 0, "booking", String.valueOf(next + i)));
        }
        if (abort) {
            producer.flush();
            producer.abortTransaction();
        } else {
            producer.commitTransaction();
            next += RECORDS;
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
