package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Updates, drained nodes and stops. */
@Tag("kubernetes")
class AvailabilityIT {

    @Test
    void whatHasSeveralPodsHasABudgetForDisruptions() {
        assertThat(Renderings.findings(rendering -> rendering.manifests().stream()
                        .filter(Manifest::isServing)
                        .filter(manifest -> mostPods(rendering, manifest) > 1)
                        .filter(manifest -> budgets(rendering, manifest).size() != 1)
                        .map(manifest -> manifest.id() + " has "
                                + budgets(rendering, manifest).size() + " budgets")))
                .isEmpty();
    }

    /** A budget for a single pod keeps its node from being drained, or says nothing. */
    @Test
    void whatHasOnePodHasNoBudget() {
        assertThat(Renderings.findings(rendering -> rendering.manifests().stream()
                        .filter(Manifest::isServing)
                        .filter(manifest -> mostPods(rendering, manifest) == 1)
                        .filter(manifest -> !budgets(rendering, manifest).isEmpty())
                        .map(manifest -> manifest.id() + " has a budget")))
                .isEmpty();
    }

    @Test
    void aBudgetIsForPodsThatAreThereAndLetsOneGo() {
        assertThat(Renderings.findings(rendering -> rendering
                        .of("PodDisruptionBudget")
                        .filter(budget -> budget.at("/spec/maxUnavailable").asInt(0) < 1
                                || rendering
                                        .podsWith(selectorOf(budget))
                                        .findAny()
                                        .isEmpty())
                        .map(Manifest::id)))
                .isEmpty();
    }

    @Test
    void inProductionEveryServiceHasTwoPodsOnDifferentNodes() {
        Rendering production = Renderings.of("production");

        assertThat(OurServices.USING_THE_BROKER)
                .allSatisfy(service -> assertThat(production.find("Deployment", service))
                        .hasValueSatisfying(deployment -> {
                            assertThat(deployment.replicas()).isEqualTo(2);
                            assertThat(Yaml.elements(deployment.at("/spec/template/spec/topologySpreadConstraints"))
                                            .map(constraint -> constraint
                                                    .at("/topologyKey")
                                                    .asText()))
                                    .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
                        }));
    }

    @Test
    void podsAreSpreadAmongTheirOwnKind() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .flatMap(pod -> Yaml.elements(pod.spec().at("/topologySpreadConstraints"))
                                .filter(constraint -> !pod.labels()
                                        .entrySet()
                                        .containsAll(Yaml.texts(constraint.at("/labelSelector/matchLabels"))
                                                .entrySet()))
                                .map(constraint -> "is spread among others"))))
                .isEmpty();
    }

    /** Its volume is with one pod, and a second one would know nothing of the first. */
    @Test
    void thereIsOneBrokerAtMost() {
        assertThat(Renderings.findings(rendering -> rendering
                        .find("StatefulSet", OurServices.BROKER)
                        .filter(broker -> broker.replicas() != 1)
                        .map(Manifest::id)
                        .stream()))
                .isEmpty();
    }

    @Test
    void aServiceIsUpdatedWithoutBeingAway() {
        assertThat(Renderings.findingsInEach(manifest -> Stream.of(manifest)
                        .filter(each -> each.is("Deployment"))
                        .filter(each -> each.containers().anyMatch(OurServices::includes))
                        .filter(each -> each.at("/spec/strategy/rollingUpdate/maxUnavailable")
                                                .asInt(1)
                                        != 0
                                || each.at("/spec/strategy/rollingUpdate/maxSurge")
                                                .asInt(0)
                                        < 1)
                        .map(each -> "goes before its successor is ready")))
                .isEmpty();
    }

    /** The pause before the end, what Quarkus waits for, and a record that is on its way to the broker. */
    @Test
    void aServiceHasTimeToEnd() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .flatMap(pod -> pod.containers().stream()
                                .filter(OurServices::includes)
                                .filter(container -> pod.graceSeconds() <= secondsToEnd(container))
                                .map(container -> container.name() + " needs " + secondsToEnd(container)
                                        + " s to end and has " + pod.graceSeconds()))))
                .isEmpty();
    }

    /** Logs are synced after the connections have ended, however many there are. */
    @Test
    void theBrokerHasThreeTimesAsLongAsItsConnections() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .filter(pod -> manifest.is("StatefulSet", OurServices.BROKER))
                        .filter(pod -> pod.graceSeconds()
                                < 3
                                        * OurServices.shutdownTimeout(OurServices.BROKER)
                                                .toSeconds())
                        .map(pod -> "has " + pod.graceSeconds() + " s to end")))
                .isEmpty();
    }

    @Test
    void requestsThatComeInWhileAPodIsTakenOutAreAnswered() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .filter(container -> OurServices.USING_THE_BROKER.contains(container.name()))
                        .filter(container -> pauseSeconds(container) < 5)
                        .map(container -> container.name() + " ends before all nodes know")))
                .isEmpty();
    }

    private static long secondsToEnd(Container container) {
        long own = OurServices.shutdownTimeout(container.name()).toSeconds();
        return OurServices.USING_THE_BROKER.contains(container.name())
                ? own + pauseSeconds(container) + OurServices.deliveryTimeout().toSeconds()
                : own;
    }

    private static int pauseSeconds(Container container) {
        return container.at("/lifecycle/preStop/sleep/seconds").asInt(0);
    }

    private static int mostPods(Rendering rendering, Manifest manifest) {
        return Autoscaling.of(rendering, manifest)
                .map(scaler -> scaler.at("/spec/maxReplicaCount").asInt(100))
                .orElse(manifest.replicas());
    }

    private static List<Manifest> budgets(Rendering rendering, Manifest manifest) {
        Map<String, String> labels = manifest.pod().orElseThrow().labels();
        return rendering
                .of("PodDisruptionBudget")
                .filter(budget ->
                        labels.entrySet().containsAll(selectorOf(budget).entrySet()))
                .toList();
    }

    private static Map<String, String> selectorOf(Manifest budget) {
        return Yaml.texts(budget.at("/spec/selector/matchLabels"));
    }
}
