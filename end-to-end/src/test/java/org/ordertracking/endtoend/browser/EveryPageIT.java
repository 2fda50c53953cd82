package org.ordertracking.endtoend.browser;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** Each page in each look, with names and records in it that are scripts to who takes text for markup. */
@Tag("browser")
class EveryPageIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @RegisterExtension
    static final RealBrowser BROWSER = new RealBrowser();

    private static Exhibition exhibition;

    @BeforeAll
    static void arrange() {
        exhibition = Exhibition.arrange(PROCESSES);
    }

    /** What a script did that got in, the window would have seen. */
    @ParameterizedTest
    @MethodSource("places")
    void aPageKeepsTheRules(Place place, Look look) {
        Window window = BROWSER.open(look);

        place.visit(window, exhibition);

        window.keepsTheRules();
    }

    static Stream<Arguments> places() {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of(Look.values()).map(look -> Arguments.of(place, look)));
    }
}
