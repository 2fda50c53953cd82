package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Labels: who is who, and what selectors go by. */
@Tag("kubernetes")
class LabelIT {

    private static final String PREFIX = "app.kubernetes.io/";
    private static final Set<String> CLUSTER_WIDE = Set.of("Namespace", "ClusterRole", "ClusterRoleBinding");

    @Test
    void everyObjectSaysWhatItBelongsTo() {
        assertThat(Renderings.findingsInEach(manifest -> Stream.of("part-of", "managed-by")
                        .filter(label -> !manifest.labels().containsKey(PREFIX + label))
                        .map(label -> "has no label " + PREFIX + label)))
                .isEmpty();
    }

    @Test
    void everyWorkloadHasTheRecommendedLabels() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .flatMap(pod -> Stream.of("name", "component", "part-of", "managed-by")
                                .filter(label -> !manifest.labels().containsKey(PREFIX + label)
                                        || !pod.labels().containsKey(PREFIX + label))
                                .map(label -> "has no label " + PREFIX + label + ", or its pods have none"))))
                .isEmpty();
    }

    @Test
    void ourServicesSayTheirVersion() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .filter(pod -> pod.containers().stream().anyMatch(OurServices::includes))
                        .filter(pod ->
                                !OurServices.version().equals(pod.labels().get(PREFIX + "version"))
                                        || !OurServices.version()
                                                .equals(manifest.labels().get(PREFIX + "version")))
                        .map(pod -> "does not say the version of the POM")))
                .isEmpty();
    }

    @Test
    void noSelectorGoesByAVersion() {
        assertThat(Renderings.findingsInEach(manifest -> selectors(manifest.content())
                        .filter(selector -> selector.toString().contains(PREFIX + "version")
                                || selector.toString().contains(PREFIX + "managed-by"))
                        .map(selector -> "selects by " + selector)))
                .isEmpty();
    }

    /** A claim's template cannot be changed, and a new version must not want to. */
    @Test
    void claimsOfVolumesHaveNoVersion() {
        assertThat(Renderings.findingsInEach(manifest -> Yaml.elements(manifest.at("/spec/volumeClaimTemplates"))
                        .filter(claim ->
                                Yaml.texts(claim.at("/metadata/labels")).containsKey(PREFIX + "version"))
                        .map(claim -> claim.at("/metadata/name").asText() + " has a version")))
                .isEmpty();
    }

    @Test
    void aWorkloadSelectsItsOwnPodsAndNoOthers() {
        assertThat(Renderings.findings(rendering -> rendering.manifests().stream()
                        .filter(Manifest::isServing)
                        .filter(manifest -> !rendering
                                .podsWith(Yaml.texts(manifest.at("/spec/selector/matchLabels")))
                                .map(Pod::owner)
                                .toList()
                                .equals(List.of(manifest)))
                        .map(manifest -> manifest.id() + " does not select its own pods alone")))
                .isEmpty();
    }

    @Test
    void everythingLiesInOneNamespace() {
        assertThat(Renderings.findingsInEach(manifest -> Stream.of(manifest)
                        .filter(each -> !CLUSTER_WIDE.contains(each.kind()))
                        .filter(each -> !each.namespace().equals("order-tracking"))
                        .map(each -> "lies in namespace \"" + each.namespace() + "\"")))
                .isEmpty();
    }

    /** Everything under a field named selector, matchLabels or the like. */
    private static Stream<JsonNode> selectors(JsonNode content) {
        Stream<JsonNode> here = content.properties().stream()
                .filter(field -> field.getKey().toLowerCase(Locale.ROOT).contains("selector"))
                .map(Map.Entry::getValue);
        return Stream.concat(here, Yaml.elements(content).flatMap(LabelIT::selectors));
    }
}
