package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What containers get and may take. */
@Tag("kubernetes")
class ResourceIT {

    @Test
    void everyContainerSaysWhatItNeedsAndWhatItMayTake() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .flatMap(container -> Stream.of(
                                        "/resources/requests/cpu",
                                        "/resources/requests/memory",
                                        "/resources/limits/cpu",
                                        "/resources/limits/memory")
                                .filter(pointer -> container.at(pointer).isMissingNode())
                                .map(pointer -> container.name() + " has no " + pointer))))
                .isEmpty();
    }

    /** A node that runs out of memory stops those who took more than they asked for: nobody does. */
    @Test
    void memoryIsAskedForToTheLimit() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .filter(container -> !container
                                .at("/resources/requests/memory")
                                .equals(container.at("/resources/limits/memory")))
                        .map(container -> container.name() + " may take more memory than it asks for")))
                .isEmpty();
    }

    @Test
    void nothingIsLimitedBelowWhatItNeeds() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .filter(container -> amount(container, "/resources/requests/cpu")
                                        .compareTo(amount(container, "/resources/limits/cpu"))
                                > 0)
                        .map(container -> container.name() + " may not take the CPU that it needs")))
                .isEmpty();
    }

    private static BigDecimal amount(Container container, String pointer) {
        return Quantity.getAmountInBytes(new Quantity(container.at(pointer).asText("0")));
    }
}
