package org.ordertracking.endtoend.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.compatibility.Feature.*;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** MirrorMaker 2 copies a topic, its config and the offsets of a group from one broker to another. */
@Tag("compatibility")
class MirrorMakerIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final String MAIN_CLASS = "org.apache.kafka.connect.mirror.MirrorMaker";
    private static final int RECORDS = 500;
    private static final String RETENTION = "retention.ms";
    private static final String CHANGED_RETENTION = "7200000";
    private static final TopicPartition COPY = new TopicPartition("near.mirrored", 0);

    @TestFactory
    Stream<DynamicTest> copies() {
        return new ClientChecks(Client.MIRROR_MAKER, PublishedClaims.read(), KafkaTools::version)
                .check(REPLICATION, MirrorMakerIT::recordsConfigsAndGroupOffsetsAreOnTheOtherCluster)
                .tests();
    }

    private static void recordsConfigsAndGroupOffsetsAreOnTheOtherCluster() throws Exception {
        BrokerProcess near = startBroker("near");
        BrokerProcess far = startBroker("far");
        Programs programs = new Programs(PROCESSES);
        KafkaTools tools = new KafkaTools(programs, near.bootstrapServers());
        KafkaClients source = new KafkaClients(near.bootstrapServers());
        source.createTopic("mirrored", 1);
        tools.sendNumbers("mirrored", RECORDS);
        commit(source, RECORDS);

        ChildProcess mirrorMaker = programs.startJava(
                "mirror-maker", MAIN_CLASS, List.of(settings(near, far).toString()));

        KafkaClients copy = new KafkaClients(far.bootstrapServers());
        try (Admin admin = copy.admin()) {
            eventually().until(() -> {
                assertThat(mirrorMaker.isRunning()).as("MirrorMaker runs").isTrue();
                return admin.listTopics().names().get().contains(COPY.topic());
            });
            eventually()
                    .untilAsserted(() -> assertThat(copy.readAll(COPY.topic()))
                            .extracting(ConsumerRecord::value)
                            .isEqualTo(KafkaTools.numbers(RECORDS)));
            changeRetention(source);
            eventually().untilAsserted(() -> assertThat(retention(admin)).isEqualTo(CHANGED_RETENTION));
            eventually()
                    .untilAsserted(() -> assertThat(admin.listConsumerGroupOffsets("mirrored-readers")
                                    .partitionsToOffsetAndMetadata()
                                    .get())
                            .extractingByKey(COPY)
                            .extracting(OffsetAndMetadata::offset)
                            .isEqualTo((long) RECORDS));
        }
        mirrorMaker.terminate();
    }

    private static void changeRetention(KafkaClients source) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "mirrored");
        try (Admin admin = source.admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            topic,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry(RETENTION, CHANGED_RETENTION), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static String retention(Admin admin) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, COPY.topic());
        return admin.describeConfigs(List.of(topic))
                .all()
                .get()
                .get(topic)
                .get(RETENTION)
                .value();
    }

    private static BrokerProcess startBroker(String name) {
        BrokerProcess broker = BrokerProcess.create(PROCESSES, name);
        broker.start();
        return broker;
    }

    private static void commit(KafkaClients clients, long offset) {
        try (Consumer<String, String> consumer = clients.consumer(Map.of("group.id", "mirrored-readers"))) {
            consumer.commitSync(Map.of(new TopicPartition("mirrored", 0), new OffsetAndMetadata(offset)));
        }
    }

    private static Path settings(BrokerProcess near, BrokerProcess far) {
        return PROCESSES.file(
                "mirror-maker.properties", """
                clusters=near,far
                near.bootstrap.servers=%s
                far.bootstrap.servers=%s
                near->far.enabled=true
                far->near.enabled=false
                topics=mirrored
                groups=mirrored-readers
                replication.factor=1
                checkpoints.topic.replication.factor=1
                heartbeats.topic.replication.factor=1
                offset-syncs.topic.replication.factor=1
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.lag.max=0
                sync.group.offsets.enabled=true
                sync.group.offsets.interval.seconds=1
                emit.checkpoints.interval.seconds=1
                refresh.topics.interval.seconds=2
                sync.topic.configs.interval.seconds=2
                refresh.groups.interval.seconds=2
                """.formatted(near.bootstrapServers(), far.bootstrapServers()));
    }
}
