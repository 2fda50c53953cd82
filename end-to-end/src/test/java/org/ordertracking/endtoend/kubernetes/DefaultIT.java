package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -k k8s} and {@code kubectl apply -k k8s/smoke} apply. */
@Tag("kubernetes")
class DefaultIT {

    @Test
    void byDefaultEverythingIsAppliedThatALocalClusterNeeds() {
        Rendering byDefault = Renderings.byDefault();

        assertThat(byDefault.manifests()).isEqualTo(Renderings.of("local").manifests());
        assertThat(byDefault.pods().map(pod -> pod.owner().id()))
                .containsExactlyInAnyOrder(
                        "StatefulSet broker-service",
                        "StatefulSet postgresql",
                        "Deployment order-service",
                        "Deployment warehouse-service",
                        "Deployment logistics-service",
                        "Deployment notification-service",
                        "Deployment mailpit",
                        "Job generated-credentials");
    }

    /** A placeholder would be an edit that somebody has to make. */
    @Test
    void nothingIsLeftToFillIn() {
        String placeholder = ".*(CHANGE_?ME|TODO|<[a-z-]+>).*"; // looked for in manifests: nothing is left to do here

        assertThat(Renderings.byDefault().manifests())
                .noneMatch(manifest -> manifest.content().toString().matches(placeholder));
    }

    @Test
    void volumesAreClaimedFromTheDefaultStorageClass() {
        assertThat(Renderings.byDefault().of("StatefulSet"))
                .hasSize(2)
                .allSatisfy(set -> assertThat(Yaml.elements(set.at("/spec/volumeClaimTemplates")))
                        .hasSize(1)
                        .noneMatch(claim -> claim.at("/spec").has("storageClassName")));
    }

    @Test
    void theSmokeJobPlacesAnOrderAtTheShopInTheCluster() {
        assertThat(Renderings.smoke().stream().filter(manifest -> manifest.is("Job")))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.namespace()).isEqualTo("order-tracking");
                    assertThat(job.containers()).singleElement().satisfies(container -> {
                        assertThat(container.image()).startsWith("order-tracking/demo-client:");
                        assertThat(Yaml.elements(container.at("/args")).map(argument -> argument.asText()))
                                .startsWith("smoke")
                                .contains("http://order-service:8080");
                    });
                });
    }
}
