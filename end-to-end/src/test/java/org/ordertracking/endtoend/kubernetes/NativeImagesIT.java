package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The component native-images: the same version of the same services, in another flavour and in less memory. */
@Tag("kubernetes")
class NativeImagesIT {

    private static final String OURS = "order-tracking/";

    @Test
    void everyServiceHasTheTagOfTheBaseWithTheFlavourBehind() {
        Map<String, String> base = imagesOf("base");

        assertThat(base).hasSize(5);
        assertThat(imagesOf("base", "native-images"))
                .containsExactlyInAnyOrderEntriesOf(base.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, image -> image.getValue() + "-native")));
    }

    @Test
    void noServiceIsGivenMoreMemoryThanOnTheJvm() {
        Map<String, Integer> jvm = memoryOf("base");

        assertThat(memoryOf("base", "native-images"))
                .hasSameSizeAs(jvm)
                .allSatisfy((service, mebibytes) -> assertThat(mebibytes).isLessThan(jvm.get(service)));
    }

    private static Map<String, String> imagesOf(String foundation, String... components) {
        return Renderings.of(foundation, components)
                .containers()
                .filter(container -> container.image().startsWith(OURS))
                .collect(Collectors.toMap(Container::name, Container::image));
    }

    private static Map<String, Integer> memoryOf(String foundation, String... components) {
        return Renderings.of(foundation, components)
                .containers()
                .filter(container -> container.image().startsWith(OURS))
                .collect(Collectors.toMap(
                        Container::name,
                        container -> mebibytes(
                                container.at("/resources/limits/memory").asText())));
    }

    private static int mebibytes(String quantity) {
        assertThat(quantity).endsWith("Mi");
        return Integer.parseInt(quantity.substring(0, quantity.length() - 2));
    }
}
