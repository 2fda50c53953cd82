package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How Kubernetes asks containers for their health. */
@Tag("kubernetes")
class ProbeIT {

    private static final Map<String, String> PATHS = Map.of(
            "startupProbe", "/q/health/started",
            "readinessProbe", "/q/health/ready",
            "livenessProbe", "/q/health/live");

    @Test
    void everyServingContainerIsAskedWhetherItHasStartedIsReadyAndLives() {
        assertThat(Renderings.findingsInEach(manifest -> serving(manifest)
                        .flatMap(container -> PATHS.keySet().stream()
                                .filter(probe -> container.at("/" + probe).isMissingNode())
                                .map(probe -> container.name() + " has no " + probe))))
                .isEmpty();
    }

    /** Each asks what it is for; liveness asks nothing that another process answers for. */
    @Test
    void ourServicesHaveAPathForEachQuestion() {
        assertThat(Renderings.findingsInEach(manifest -> serving(manifest)
                        .filter(OurServices::includes)
                        .flatMap(container -> PATHS.entrySet().stream()
                                .filter(path -> !container
                                        .at("/" + path.getKey() + "/httpGet/path")
                                        .asText()
                                        .equals(path.getValue()))
                                .map(path -> path.getKey() + " is not " + path.getValue()))))
                .isEmpty();
    }

    @Test
    void theThreeProbesOfAContainerDiffer() {
        assertThat(Renderings.findingsInEach(manifest -> serving(manifest)
                        .filter(container -> container.at("/startupProbe").equals(container.at("/readinessProbe"))
                                || container.at("/readinessProbe").equals(container.at("/livenessProbe"))
                                || container.at("/startupProbe").equals(container.at("/livenessProbe")))
                        .map(container -> container.name() + " has the same probe twice")))
                .isEmpty();
    }

    @Test
    void aContainerGetsNoRequestsBeforeItIsRestarted() {
        assertThat(Renderings.findingsInEach(manifest -> serving(manifest)
                        .filter(container ->
                                patience(container.at("/livenessProbe")) <= patience(container.at("/readinessProbe")))
                        .map(container -> container.name() + " is restarted before it is not ready")))
                .isEmpty();
    }

    @Test
    void aContainerHasTwoMinutesAtLeastToStart() {
        assertThat(Renderings.findingsInEach(manifest -> serving(manifest)
                        .filter(OurServices::includes)
                        .filter(container -> patience(container.at("/startupProbe")) < 120)
                        .map(container -> container.name() + " has too little time to start")))
                .isEmpty();
    }

    /** Containers that others connect to for as long as they run. */
    private static Stream<Container> serving(Manifest manifest) {
        return manifest.isServing()
                ? manifest.containers()
                        .filter(container -> !container.at("/ports").isEmpty())
                : Stream.empty();
    }

    private static int patience(JsonNode probe) {
        return probe.at("/periodSeconds").asInt(10)
                * probe.at("/failureThreshold").asInt(3);
    }
}
