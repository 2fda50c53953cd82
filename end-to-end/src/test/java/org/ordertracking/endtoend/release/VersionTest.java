package org.ordertracking.endtoend.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version stands in pom.xml; manifests cannot read it there, and repeat it. */
class VersionTest {

    private static final Path ROOT =
            Path.of(System.getProperty("modules.directory")).toAbsolutePath().normalize();
    private static final Pattern REVISION = Pattern.compile("<revision>([^<]+)</revision>");

    /** A tag of one of our images, in an image's name or beside it in a kustomization, or a default of a variable. */
    private static final Pattern TAG = Pattern.compile("order-tracking/[a-z-]+:([0-9][\\w.-]*)"
            + "|name:\\s*order-tracking/\\S+\\s+newTag:\\s*[\"']?([0-9][\\w.-]*)"
            + "|VERSION:-([0-9][\\w.-]*)}");

    @Test
    void everyManifestNamesTheImagesOfThisVersion() throws IOException {
        String version = version();
        Set<String> tags = Set.of(version, version + "-native");

        List<Place> places = places();

        assertThat(places).as("places that .ci/set-version sets").isNotEmpty();
        assertThat(places)
                .allSatisfy(place -> assertThat(tags).as(place.toString()).contains(place.version()));
    }

    private record Place(Path file, String version) {}

    private static String version() throws IOException {
        Matcher revision = REVISION.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(revision.find()).as("a revision in pom.xml").isTrue();
        return revision.group(1);
    }

    private static List<Place> places() throws IOException {
        List<Place> places = new ArrayList<>();
        for (Path file : manifests()) {
            TAG.matcher(Files.readString(file))
                    .results()
                    .forEach(tag -> places.add(new Place(ROOT.relativize(file), tagOf(tag))));
        }
        return places;
    }

    private static List<Path> manifests() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT)) {
            files.filter(VersionTest::isYaml).forEach(found::add);
        }
        try (Stream<Path> files = Files.walk(ROOT.resolve("k8s"))) {
            files.filter(VersionTest::isYaml).forEach(found::add);
        }
        return found;
    }

    private static boolean isYaml(Path file) {
        return Files.isRegularFile(file) && file.toString().matches(".*\\.ya?ml");
    }

    private static String tagOf(MatchResult tag) {
        return Stream.of(tag.group(1), tag.group(2), tag.group(3))
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
    }
}
