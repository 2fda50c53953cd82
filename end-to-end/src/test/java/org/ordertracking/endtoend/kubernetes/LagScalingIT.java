package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What KEDA has to know to scale the services by lag, and what it needs of the pods. */
@Tag("kubernetes")
class LagScalingIT {

    static final List<String> SERVICES = OurServices.USING_THE_BROKER;

    /** {@code superuser_reserved_connections} of PostgreSQL. */
    private static final int RESERVED_FOR_ADMINISTRATORS = 3;

    /** Names of a trigger's settings; a misspelt one is passed over by KEDA, and no schema knows them. */
    private static final Set<String> KAFKA_SETTINGS =
            Set.of("bootstrapServersFromEnv", "consumerGroup", "topic", "lagThreshold", "offsetResetPolicy", "version");

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceIsScaledByTheLagOfEachTopicThatItReads(String service) {
        Manifest scaled = scaledObject(rendering(false), service);

        assertThat(scaled.text("/spec/scaleTargetRef/name")).isEqualTo(service);
        assertThat(triggers(scaled, "kafka")
                        .map(trigger -> trigger.at("/metadata/topic").asText()))
                .containsExactlyInAnyOrderElementsOf(ServiceTopics.of(service).read());
        assertThat(triggers(scaled, "kafka")).allSatisfy(trigger -> {
            Map<String, String> settings = Yaml.texts(trigger.at("/metadata"));
            assertThat(settings).containsOnlyKeys(KAFKA_SETTINGS);
            assertThat(settings).containsEntry("consumerGroup", service).containsEntry("offsetResetPolicy", "earliest");
            assertThat(Integer.parseInt(settings.get("lagThreshold"))).isPositive();
        });
    }

    /** KEDA works out environment variables of the pods, but from a namespace of its own. */
    @ParameterizedTest
    @FieldSource("SERVICES")
    void theBrokerIsAskedUnderTheAddressThatThePodsHave(String service) {
        for (boolean apacheKafka : List.of(false, true)) {
            Rendering rendering = rendering(apacheKafka);
            Container container = rendering
                    .find("Deployment", service)
                    .flatMap(deployment -> deployment.containers().findFirst())
                    .orElseThrow();
            List<String> addresses = container.settingsFrom().stream()
                    .flatMap(name -> rendering.find("ConfigMap", name).stream())
                    .map(settings -> settings.text("/data/KAFKA_BOOTSTRAP_SERVERS"))
                    .filter(address -> !address.isEmpty())
                    .toList();

            assertThat(addresses).singleElement().asString().endsWith(".order-tracking.svc:9092");
            assertThat(triggers(scaledObject(rendering, service), "kafka"))
                    .allSatisfy(trigger -> assertThat(trigger.at("/metadata/bootstrapServersFromEnv")
                                    .asText())
                            .isEqualTo("KAFKA_BOOTSTRAP_SERVERS"));
        }
    }

    /** The API refuses to evict a pod that two budgets select, and drains nodes past one that has none. */
    @Test
    void everyScaledPodHasOneBudget() {
        assertThat(Renderings.findings(rendering -> rendering
                        .of("ScaledObject")
                        .map(scaled -> scaled.text("/spec/scaleTargetRef/name"))
                        .filter(target -> budgets(rendering, target) != 1)
                        .map(target -> target + " has " + budgets(rendering, target) + " budgets")))
                .isEmpty();
    }

    /** With as many pods as there may be, and one more of each service while a new version comes. */
    @Test
    void theDatabaseServerHasConnectionsForAllPods() {
        Rendering rendering = rendering(false);
        int perPod = Integer.parseInt(rendering
                .of("ConfigMap")
                .map(settings -> settings.text("/data/QUARKUS_DATASOURCE__POSTGRESQL__JDBC_MAX_SIZE"))
                .filter(size -> !size.isEmpty())
                .findFirst()
                .orElseThrow());
        int pods = rendering
                .of("ScaledObject")
                .mapToInt(scaled -> scaled.at("/spec/maxReplicaCount").asInt() + 1)
                .sum();
        String server = rendering
                .find("StatefulSet", "postgresql")
                .flatMap(postgresql -> postgresql.containers().findFirst())
                .map(container -> container.at("/args/1").asText())
                .orElseThrow();

        assertThat(server).startsWith("max_connections=");
        assertThat(Integer.parseInt(server.substring(server.indexOf('=') + 1)))
                .isGreaterThanOrEqualTo(pods * perPod + RESERVED_FOR_ADMINISTRATORS);
    }

    private static long budgets(Rendering rendering, String deployment) {
        Map<String, String> labels = rendering
                .find("Deployment", deployment)
                .flatMap(Manifest::pod)
                .orElseThrow()
                .labels();
        return rendering
                .of("PodDisruptionBudget")
                .filter(budget -> NetworkPolicies.matches(budget.at("/spec/selector"), labels))
                .count();
    }

    private static Stream<JsonNode> triggers(Manifest scaled, String type) {
        return Yaml.elements(scaled.at("/spec/triggers"))
                .filter(trigger -> trigger.at("/type").asText().equals(type));
    }

    private static Manifest scaledObject(Rendering rendering, String service) {
        return rendering.find("ScaledObject", service).orElseThrow();
    }

    private static Rendering rendering(boolean apacheKafka) {
        return Renderings.all().stream()
                .filter(rendering -> rendering.of("ScaledObject").findAny().isPresent())
                .filter(rendering -> rendering.of("Kafka").findAny().isPresent() == apacheKafka)
                .findFirst()
                .orElseThrow();
    }
}
