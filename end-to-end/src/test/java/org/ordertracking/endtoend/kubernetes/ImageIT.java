package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which images run. */
@Tag("kubernetes")
class ImageIT {

    @Test
    void everyImageHasAVersion() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .map(Container::image)
                        .filter(image -> tag(image).isEmpty() || tag(image).equals("latest"))
                        .map(image -> image + " has no version")))
                .isEmpty();
    }

    @Test
    void ourImagesHaveTheVersionOfThePom() {
        String version = OurServices.version();

        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .map(Container::image)
                        .filter(image -> image.startsWith("order-tracking/"))
                        .filter(image -> !List.of(version, version + "-native").contains(tag(image)))
                        .map(image -> image + " is not " + version)))
                .isEmpty();
    }

    @Test
    void aServiceRunsItsOwnImage() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .filter(OurServices::includes)
                        .filter(container -> !container.image().startsWith("order-tracking/" + container.name() + ":"))
                        .map(container -> container.name() + " runs " + container.image())))
                .isEmpty();
    }

    /** An image that was loaded into the nodes is not asked for elsewhere. */
    @Test
    void imagesThatAreThereAreNotPulled() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .filter(container ->
                                !container.at("/imagePullPolicy").asText().equals("IfNotPresent"))
                        .map(container -> container.name() + " is pulled at each start")))
                .isEmpty();
    }

    /** So that an overlay can set another by its name, in one place. */
    @Test
    void versionsStandInKustomizationsOnly() throws IOException {
        try (Stream<Path> files = Files.walk(ManifestFolder.root())) {
            List<String> versioned = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.getFileName().toString().equals("kustomization.yaml"))
                    .flatMap(file -> Yaml.documents(file).stream())
                    .filter(document -> document.isObject() && document.has("kind"))
                    .map(Manifest::new)
                    .flatMap(Manifest::containers)
                    .filter(container -> container.image().contains(":"))
                    .map(Container::id)
                    .toList();

            assertThat(versioned).isEmpty();
        }
    }

    private static String tag(String image) {
        int colon = image.lastIndexOf(':');
        return colon > image.lastIndexOf('/') ? image.substring(colon + 1) : "";
    }
}
