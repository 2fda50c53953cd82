package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may talk to whom, with the component network-policies. */
@Tag("kubernetes")
class NetworkPolicyIT {

    private static final String COMPONENT = "network-policies";
    private static final int KAFKA = 9092;
    private static final int POSTGRESQL = 5432;
    private static final int SMTP = 1025;

    @Test
    void nobodyMayTalkToAnybodyUnlessItSaysSo() {
        assertThat(withPolicies())
                .isNotEmpty()
                .allSatisfy(rendering -> assertThat(rendering.of("NetworkPolicy"))
                        .anySatisfy(policy -> {
                            assertThat(policy.at("/spec/podSelector")).isEmpty();
                            assertThat(Yaml.elements(policy.at("/spec/policyTypes"))
                                            .map(JsonNode::asText))
                                    .containsExactlyInAnyOrder("Ingress", "Egress");
                            assertThat(policy.at("/spec").has("ingress")).isFalse();
                            assertThat(policy.at("/spec").has("egress")).isFalse();
                        }));
    }

    @Test
    void everyServiceReachesTheBrokerAndItsDatabase() {
        for (Rendering rendering : withPolicies()) {
            NetworkPolicies policies = new NetworkPolicies(rendering);
            assertThat(OurServices.USING_THE_BROKER).allSatisfy(service -> {
                assertThat(policies.allow(labels(rendering, service), brokerLabels(rendering), KAFKA))
                        .as(
                                "%s to the broker, %s",
                                service, rendering.combination().name())
                        .isTrue();
                assertThat(policies.allow(labels(rendering, service), labels(rendering, "postgresql"), POSTGRESQL))
                        .as(
                                "%s to PostgreSQL, %s",
                                service, rendering.combination().name())
                        .isTrue();
            });
        }
    }

    @Test
    void ordersArePlacedByTheSmokeJobAndTheLoadGenerator() {
        Rendering rendering = Renderings.of("base", "load-generator", COMPONENT);
        NetworkPolicies policies = new NetworkPolicies(rendering);
        Map<String, String> smoke = Renderings.smoke().stream()
                .flatMap(manifest -> manifest.pod().stream())
                .findFirst()
                .orElseThrow()
                .labels();

        assertThat(policies.allow(smoke, labels(rendering, "order-service"), 8080))
                .isTrue();
        assertThat(policies.allow(labels(rendering, "load-generator"), labels(rendering, "order-service"), 8080))
                .isTrue();
    }

    @Test
    void mailsAreSentByTheNotificationServiceAlone() {
        Rendering rendering = Renderings.of("local", COMPONENT);
        NetworkPolicies policies = new NetworkPolicies(rendering);
        Map<String, String> mailpit = labels(rendering, "mailpit");

        assertThat(policies.allow(labels(rendering, "notification-service"), mailpit, SMTP))
                .isTrue();
        assertThat(policies.allow(labels(rendering, "order-service"), mailpit, SMTP))
                .isFalse();
    }

    /** They share nothing but events; what others know, order-service's pages ask for. */
    @Test
    void noServiceCallsAnotherButThePagesOfOrderService() {
        Rendering rendering = Renderings.of("local", COMPONENT);
        NetworkPolicies policies = new NetworkPolicies(rendering);
        Map<String, Integer> ports = Map.of(
                "order-service",
                8080,
                "warehouse-service",
                8081,
                "logistics-service",
                8082,
                "notification-service",
                8083);

        assertThat(OurServices.USING_THE_BROKER)
                .allSatisfy(from -> ports.forEach(
                        (to, port) -> assertThat(policies.allow(labels(rendering, from), labels(rendering, to), port))
                                .as("%s to %s", from, to)
                                .isEqualTo(from.equals("order-service") && !to.equals("order-service"))));
    }

    @Test
    void theBrokerAndTheDatabaseConnectToNobody() {
        Rendering rendering = Renderings.of("local", COMPONENT);
        NetworkPolicies policies = new NetworkPolicies(rendering);

        assertThat(List.of(OurServices.BROKER, "postgresql")).allSatisfy(from -> {
            assertThat(policies.allow(labels(rendering, from), labels(rendering, "order-service"), 8080))
                    .isFalse();
            assertThat(policies.allow(labels(rendering, from), labels(rendering, "mailpit"), SMTP))
                    .isFalse();
        });
        assertThat(policies.allow(labels(rendering, OurServices.BROKER), labels(rendering, "postgresql"), POSTGRESQL))
                .isFalse();
    }

    @Test
    void everyPodResolvesNames() {
        assertThat(withPolicies())
                .allSatisfy(rendering -> assertThat(rendering.of("NetworkPolicy"))
                        .anySatisfy(policy -> {
                            assertThat(policy.at("/spec/podSelector")).isEmpty();
                            assertThat(Yaml.elements(policy.at("/spec/egress"))
                                            .flatMap(rule -> Yaml.elements(rule.at("/ports")))
                                            .map(port -> port.at("/protocol").asText() + " "
                                                    + port.at("/port").asInt()))
                                    .contains("UDP 53", "TCP 53");
                        }));
    }

    /** A flow that is named wrongly lets nobody through: its labels have to be those of pods. */
    @Test
    void everyPolicyIsForPodsThatCanBeThere() {
        Stream<String> known = Stream.concat(
                Renderings.all().stream().flatMap(Rendering::pods).flatMap(pod -> pod.labels().values().stream()),
                Renderings.smoke().stream()
                        .flatMap(manifest -> manifest.pod().stream())
                        .flatMap(pod -> pod.labels().values().stream()));
        List<String> values = known.distinct().toList();

        assertThat(Renderings.findingsInEach(manifest -> Stream.of(manifest)
                        .filter(policy -> policy.is("NetworkPolicy"))
                        .flatMap(policy -> Yaml.texts(policy.at("/spec/podSelector/matchLabels")).entrySet().stream())
                        .filter(label ->
                                label.getKey().startsWith("app.kubernetes.io/") && !values.contains(label.getValue()))
                        .map(label -> "is for pods with " + label + ", of which there are none")))
                .isEmpty();
    }

    private static List<Rendering> withPolicies() {
        return Renderings.all().stream()
                .filter(rendering -> rendering.combination().components().contains(COMPONENT))
                .toList();
    }

    private static Map<String, String> labels(Rendering rendering, String workload) {
        return rendering
                .pods()
                .filter(pod -> pod.owner().name().equals(workload))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no " + workload + " in " + rendering.combination().name()))
                .labels();
    }

    /** Ours, or the nodes that Strimzi makes. */
    private static Map<String, String> brokerLabels(Rendering rendering) {
        return rendering
                .find("Kafka", "order-tracking")
                .map(kafka -> Yaml.texts(kafka.at("/spec/kafka/template/pod/metadata/labels")))
                .orElseGet(() -> labels(rendering, OurServices.BROKER));
    }
}
