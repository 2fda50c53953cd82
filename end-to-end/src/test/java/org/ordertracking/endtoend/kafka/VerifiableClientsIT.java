package org.ordertracking.endtoend.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** The clients of Kafka's own system tests, against the broker alone. */
@Execution(ExecutionMode.CONCURRENT)
class VerifiableClientsIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final Set<Integer> ALL_PARTITIONS = Set.of(0, 1, 2, 3);

    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() {
        broker = BrokerProcess.create(PROCESSES);
        broker.start();
    }

    @Test
    void aClassicGroupMissesNothingWhenAMemberIsKilled() {
        groupMissesNothingWhenAMemberIsKilled("classic", VerifiedConsumer::classic);
    }

    @Test
    void aConsumerGroupMissesNothingWhenAMemberIsKilled() {
        groupMissesNothingWhenAMemberIsKilled("consumer", VerifiedConsumer::kip848);
    }

    private static void groupMissesNothingWhenAMemberIsKilled(String protocol, MemberStart start) {
        String topic = "numbers-for-" + protocol;
        new KafkaClients(broker.bootstrapServers()).createTopic(topic, ALL_PARTITIONS.size());

        VerifiedConsumer survivor = start.member(PROCESSES, protocol + "-survivor", broker.bootstrapServers(), topic);
        patiently().untilAsserted(() -> assertThat(survivor.assignment()).isEqualTo(ALL_PARTITIONS));
        VerifiedProducer producer =
                VerifiedProducer.start(PROCESSES, protocol + "-producer", broker.bootstrapServers(), topic);
        VerifiedConsumer victim = start.member(PROCESSES, protocol + "-victim", broker.bootstrapServers(), topic);
        patiently().untilAsserted(() -> {
            assertThat(survivor.assignment()).hasSize(2);
            assertThat(victim.assignment()).hasSize(2);
            assertThat(union(survivor.assignment(), victim.assignment())).isEqualTo(ALL_PARTITIONS);
        });
        patiently().until(() -> victim.consumed().size() > 100);

        victim.kill();
        patiently().untilAsserted(() -> assertThat(survivor.assignment()).isEqualTo(ALL_PARTITIONS));
        // While it stops, Kafka's tool may take its own end for a failure.
        assertThat(producer.refused()).isEmpty();
        producer.stop();

        patiently().untilAsserted(() -> {
            Set<String> missed = producer.acknowledged();
            missed.removeAll(union(survivor.consumed(), victim.consumed()));
            assertThat(missed).isEmpty();
        });
    }

    private static ConditionFactory patiently() {
        return eventually().pollInterval(Duration.ofMillis(500));
    }

    private static <T> Set<T> union(Set<T> some, Set<T> others) {
        Set<T> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private interface MemberStart {
        VerifiedConsumer member(ProcessSupervisor supervisor, String name, String bootstrap, String topic);
    }
}
