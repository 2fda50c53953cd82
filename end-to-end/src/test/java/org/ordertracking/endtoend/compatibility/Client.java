package org.ordertracking.endtoend.compatibility;

import java.util.Locale;

/** A client, by the name its users know it by. */
enum Client {
    KAFKA_PYTHON("kafka-python"),
    KCAT("kcat"),
    CONFLUENT_KAFKA_PYTHON("confluent-kafka-python"),
    KAFKAJS("KafkaJS"),
    PLATFORMATIC("@platformatic/kafka"),
    COMMAND_LINE_TOOLS("Kafka's command line tools"),
    STREAMS("Kafka Streams"),
    CONNECT("Kafka Connect"),
    MIRROR_MAKER("MirrorMaker 2"),
    SYSTEM_TESTS("programs of Kafka's system tests");

    private final String title;

    Client(String title) {
        this.title = title;
    }

    /** As the lists of versions and passes name it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }
}
