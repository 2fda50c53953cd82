import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a broker is asked by its first clients: a topic is made, records are produced, also in a transaction, and consumed by a group.
 * Run by {@code training-run}, so that the AOT cache holds what serves them: {@code java -cp LIBRARIES KafkaTraining.java HOST:PORT}.
 */
public final class KafkaTraining {
    private static final String TOPIC = "training";
    private static final int RECORDS = 2_000;

    public static void main(String[] args) throws Exception {
        String bootstrap = args[0];
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        }
        produce(Map.of("bootstrap.servers", bootstrap, "acks", "all"));
        var transactional = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "transactional.id", TOPIC), new StringSerializer(), new StringSerializer());
        try (transactional) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional.send(new ProducerRecord<>(TOPIC, "in a transaction"));
            transactional.commitTransaction();
        }
        consume(bootstrap);
    }

    private static void produce(Map<String, Object> settings) {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(TOPIC, "key " + i, "value " + i));
            }
        }
    }

    private static void consume(String bootstrap) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "group.id", TOPIC, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            for (int read = 0; read < RECORDS; ) {
                read += consumer.poll(Duration.ofSeconds(1)).count();
            }
            consumer.commitSync();
        }
    }
}
