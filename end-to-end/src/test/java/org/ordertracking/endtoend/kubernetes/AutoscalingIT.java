package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** KEDA scales by the lag of consumer groups. */
@Tag("kubernetes")
class AutoscalingIT {

    private static final String COMPONENT = "autoscaling";

    @Test
    void everyServiceIsScaledByTheLagOfItsGroup() {
        assertThat(Renderings.of("base", COMPONENT).of("ScaledObject").map(Manifest::name))
                .containsExactlyInAnyOrderElementsOf(OurServices.USING_THE_BROKER);
        assertThat(Renderings.findingsInEach(manifest -> scalers(manifest)
                        .filter(scaler -> kafkaTriggers(scaler).findAny().isEmpty()
                                || kafkaTriggers(scaler)
                                        .anyMatch(trigger -> !trigger.at("/metadata/consumerGroup")
                                                .asText()
                                                .equals(scaler.text("/spec/scaleTargetRef/name"))))
                        .map(scaler -> "goes by the lag of another group, or of none")))
                .isEmpty();
    }

    /** More pods than partitions would have nothing to read. */
    @Test
    void thereAreNeverMorePodsThanPartitions() {
        assertThat(Renderings.findingsInEach(manifest -> scalers(manifest)
                        .filter(scaler -> scaler.at("/spec/maxReplicaCount").asInt(100) > OurServices.partitions())
                        .map(scaler -> "makes more pods than there are partitions")))
                .isEmpty();
        assertThat(Renderings.findingsInEach(manifest -> Stream.of(manifest)
                        .filter(topic -> topic.is("KafkaTopic")
                                && !topic.name().endsWith(".dead-letters")
                                && topic.at("/spec/partitions").asInt(1) < OurServices.partitions())
                        .map(topic -> "has fewer partitions than services make")))
                .isEmpty();
    }

    @Test
    void nobodyElseScalesWhatKedaScales() {
        assertThat(Renderings.findings(rendering -> rendering.manifests().stream()
                        .filter(Manifest::isServing)
                        .filter(workload -> Autoscaling.of(rendering, workload).isPresent())
                        .filter(workload -> workload.at("/spec").has("replicas")
                                || rendering
                                        .of("HorizontalPodAutoscaler")
                                        .anyMatch(other -> Autoscaling.targets(other, workload)))
                        .map(workload -> workload.id() + " is scaled by KEDA and by something else")))
                .isEmpty();
    }

    @Test
    void whatIsScaledIsThere() {
        assertThat(Renderings.findings(rendering -> rendering
                        .of("ScaledObject")
                        .filter(scaler -> rendering.manifests().stream()
                                .noneMatch(workload -> workload.isServing() && Autoscaling.targets(scaler, workload)))
                        .map(Manifest::id)))
                .isEmpty();
    }

    @Test
    void autoscalingNeverHasFewerPodsThanTheOverlay() {
        assertThat(Renderings.of("production", COMPONENT).of("ScaledObject"))
                .isNotEmpty()
                .allSatisfy(scaler ->
                        assertThat(scaler.at("/spec/minReplicaCount").asInt(0)).isEqualTo(2));
    }

    private static Stream<Manifest> scalers(Manifest manifest) {
        return Stream.of(manifest).filter(each -> each.is("ScaledObject"));
    }

    private static Stream<JsonNode> kafkaTriggers(Manifest scaler) {
        return Yaml.elements(scaler.at("/spec/triggers"))
                .filter(trigger -> trigger.at("/type").asText().equals("kafka"));
    }
}
