package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Components are named in any order: what they come to is the same. */
@Tag("kubernetes")
class ComponentOrderIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("everything")
    void allComponentsInTheOtherOrderRenderTheSame(Rendering rendering) throws Exception {
        List<String> reversed = new ArrayList<>(rendering.combination().components());
        Collections.reverse(reversed);
        Combination other = new Combination(rendering.combination().foundation(), reversed);

        Path real = folder.toRealPath();
        other.write(real);
        List<JsonNode> manifests =
                Kubectl.find().kustomize(real).stream().map(Manifest::content).toList();

        assertThat(reversed).hasSizeGreaterThan(1);
        assertThat(manifests)
                .containsExactlyInAnyOrderElementsOf(
                        rendering.manifests().stream().map(Manifest::content).toList());
    }

    /** Of the base and each overlay, the combination with the most components. */
    static List<Rendering> everything() {
        return ManifestFolder.foundations().stream()
                .map(foundation -> Renderings.all().stream()
                        .filter(rendering ->
                                rendering.combination().foundation().equals(foundation))
                        .max(Comparator.comparing(rendering ->
                                rendering.combination().components().size()))
                        .orElseThrow())
                .toList();
    }
}
