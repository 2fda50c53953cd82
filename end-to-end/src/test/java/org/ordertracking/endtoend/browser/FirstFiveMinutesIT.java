package org.ordertracking.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** The first five minutes of the README, with a browser. */
@Tag("browser")
class FirstFiveMinutesIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @RegisterExtension
    static final RealBrowser BROWSER = new RealBrowser();

    private static OrderTrackingSuite suite;

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(PROCESSES);
        suite.start();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void theFormThatIsAlreadyFilledInIsAnOrderThatIsWatchedUntilItIsDelivered(Look look) {
        Window window = BROWSER.open(look).open(suite.services().orders().address());

        window.button("Place order").click();

        assertThat(window.the(AriaRole.TABLE, "Timeline of the order")).containsText("OrderPlaced");
        window.keepsTheRules();
        assertThat(window.the(AriaRole.TABLE, "Timeline of the order")).containsText("ParcelDelivered");
        assertThat(window.page().getByText("complete")).isVisible();
        window.keepsTheRules();
    }

    @Test
    void anOrderIsPlacedWithoutAMouse() {
        Window window = BROWSER.open(Look.LIGHT).open(suite.services().orders().address());

        window.field("Name").press("Enter");

        assertThat(window.the(AriaRole.TABLE, "Timeline of the order")).containsText("OrderPlaced");
    }

    @Test
    void anOrderThatCannotBeMetIsRejectedWithTheReason() {
        String order = suite.shop().place(Basket.of("POSTER-LOG", 1));
        Window window = BROWSER.open(Look.LIGHT)
                .open(suite.services().orders().address().resolve("/?order=" + order));

        assertThat(window.page().getByText("Rejected:")).containsText("POSTER-LOG");
        window.keepsTheRules();
    }
}
