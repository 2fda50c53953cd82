package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The component apache-kafka: a cluster that loses nothing, in the place of broker-service and under one setting. */
@Tag("kubernetes")
class ApacheKafkaIT {

    @Test
    void nothingIsLeftOfBrokerService() {
        assertThat(Renderings.findings(rendering ->
                        rendering.of("Kafka").findAny().isEmpty()
                                ? Stream.of()
                                : rendering.manifests().stream()
                                        .filter(manifest -> manifest.labels().containsValue(OurServices.BROKER)
                                                || manifest.name().startsWith(OurServices.BROKER)
                                                || manifest.text("/data/KAFKA_BOOTSTRAP_SERVERS")
                                                        .contains(OurServices.BROKER))
                                        .map(Manifest::id)))
                .isEmpty();
    }

    @Test
    void theOneSettingIsTheClustersBootstrapService() {
        Manifest kafka = kafka();
        String settings = rendering()
                .of("ConfigMap")
                .map(settingsMap -> settingsMap.text("/data/KAFKA_BOOTSTRAP_SERVERS"))
                .filter(address -> !address.isEmpty())
                .collect(Collectors.joining());

        // Strimzi's names: <cluster>-kafka-bootstrap.
        assertThat(settings).isEqualTo(kafka.name() + "-kafka-bootstrap." + kafka.namespace() + ".svc:9092");
        assertThat(Yaml.elements(kafka.at("/spec/kafka/listeners"))
                        .map(listener -> listener.at("/port").asInt()))
                .containsExactly(9092);
    }

    @Test
    void anAcknowledgedRecordIsOnTwoOfThreeNodes() {
        Map<String, String> config = Yaml.texts(kafka().at("/spec/kafka/config"));
        Manifest pool = rendering().of("KafkaNodePool").findFirst().orElseThrow();

        assertThat(pool.labels()).containsEntry("strimzi.io/cluster", kafka().name());
        assertThat(pool.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(config)
                .containsEntry("default.replication.factor", "3")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("offsets.topic.replication.factor", "3")
                .containsEntry("transaction.state.log.replication.factor", "3")
                .containsEntry("transaction.state.log.min.isr", "2")
                .containsEntry("auto.create.topics.enable", "false");
        assertThat(rendering().of("KafkaTopic"))
                .allSatisfy(
                        topic -> assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3));
    }

    @Test
    void volumesOutliveTheCluster() {
        JsonNode volumes =
                rendering().of("KafkaNodePool").findFirst().orElseThrow().at("/spec/storage/volumes");

        assertThat(Yaml.elements(volumes)).isNotEmpty().allSatisfy(volume -> {
            assertThat(volume.at("/type").asText()).isEqualTo("persistent-claim");
            assertThat(volume.at("/deleteClaim").asBoolean(true)).isFalse();
        });
    }

    @Test
    void everyTopicOfTheServicesIsThereAndNoOther() {
        Set<String> wanted = ServiceTopics.all()
                .flatMap(topics -> Stream.of(topics.owned(), topics.read(), topics.deadLetters()))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());

        assertThat(rendering().of("KafkaTopic").map(Manifest::name)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(rendering().of("KafkaTopic"))
                .allSatisfy(topic -> assertThat(topic.labels()).containsEntry("strimzi.io/cluster", kafka().name()));
    }

    /** Strimzi makes the policies of this list itself; where the component network-policies is used, both must agree. */
    @Test
    void theListenerIsOpenToThoseThatThePoliciesLetToTheBroker() {
        Rendering both = Renderings.all().stream()
                .filter(rendering -> rendering.combination().components().contains("apache-kafka")
                        && rendering.combination().components().contains("network-policies"))
                .findFirst()
                .orElseThrow();
        List<JsonNode> inPolicies = Stream.of("services-to-broker-in", "keda-to-broker-in")
                .flatMap(name -> both.find("NetworkPolicy", name).stream())
                .flatMap(policy -> Yaml.elements(policy.at("/spec/ingress")))
                .flatMap(rule -> Yaml.elements(rule.at("/from")))
                .toList();

        assertThat(Yaml.elements(kafka().at("/spec/kafka/listeners/0/networkPolicyPeers")))
                .containsExactlyInAnyOrderElementsOf(inPolicies);
    }

    @Test
    void podsMeetTheRestrictedStandard() {
        Manifest kafka = kafka();
        for (String template : List.of("/spec/kafka/template", "/spec/entityOperator/template")) {
            assertThat(kafka.at(template + "/pod/securityContext/runAsNonRoot").asBoolean())
                    .isTrue();
            assertThat(kafka.text(template + "/pod/securityContext/seccompProfile/type"))
                    .isEqualTo("RuntimeDefault");
        }
        for (String container : List.of(
                "/spec/kafka/template/kafkaContainer", "/spec/entityOperator/template/topicOperatorContainer")) {
            assertThat(kafka.at(container + "/securityContext/allowPrivilegeEscalation")
                            .asBoolean(true))
                    .isFalse();
            assertThat(kafka.text(container + "/securityContext/capabilities/drop/0"))
                    .isEqualTo("ALL");
        }
    }

    private static Manifest kafka() {
        return rendering().of("Kafka").findFirst().orElseThrow();
    }

    private static Rendering rendering() {
        return Renderings.all().stream()
                .filter(rendering -> rendering.of("Kafka").findAny().isPresent())
                .findFirst()
                .orElseThrow();
    }
}
