package org.ordertracking.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** What people do with the broker's console, while the shop goes on. */
@Tag("browser")
class ConsoleIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @RegisterExtension
    static final RealBrowser BROWSER = new RealBrowser();

    private static Exhibition exhibition;

    @BeforeAll
    static void arrange() {
        exhibition = Exhibition.arrange(PROCESSES);
    }

    @Test
    void whatTheLogSaysAboutAnOrderIsFound() {
        Window window = open("/topics");

        window.field("Name contains").fill("orders");
        window.exactly(AriaRole.LINK, "orders").click();
        window.exactly(AriaRole.LINK, "Messages").click();
        window.field("Text anywhere").fill(exhibition.rejected());
        window.button("Search").click();

        assertThat(window.page().getByRole(AriaRole.STATUS).filter(new FilterOptions().setHasText("that is all")))
                .isVisible();
        window.main()
                .getByRole(AriaRole.BUTTON)
                .filter(new FilterOptions().setHasText("OUT_OF_STOCK"))
                .first()
                .click();
        assertThat(window.main()).containsText("OrderRejected");
        window.keepsTheRules();
    }

    @Test
    void aRecordIsSeenAsItIsWritten() {
        Window window = open("/topics/orders/messages");
        window.button("Live").click();
        assertThat(window.main()).containsText("Waiting for records");

        String order = exhibition.suite().shop().place(new Basket(exhibition.customer(), Map.of("MUG-BLUE", 1)));

        assertThat(window.main()).containsText(order);
        window.keepsTheRules();
    }

    @Test
    void aRecordThatIsMarkupIsShownAsItIs() {
        Window window = open("/topics/deliveries/messages");

        window.main()
                .getByRole(AriaRole.BUTTON)
                .filter(new FilterOptions().setHasText(Exhibition.MARKUP))
                .first()
                .click();

        assertThat(window.heading("Headers")).isVisible();
        assertThat(window.main()).containsText("somebody else");
        assertThat(window.page().locator("pre").filter(new FilterOptions().setHasText(Exhibition.MARKUP)))
                .hasCount(2);
        window.keepsTheRules();
    }

    @Test
    void aGroupSaysWhoReadsWhatAndHowFarBehindItIs() {
        Window window = open("/groups");

        window.exactly(AriaRole.LINK, "warehouse-service").click();

        assertThat(window.the(AriaRole.TABLE, "Offsets")).containsText("orders");
        assertThat(window.the(AriaRole.TABLE, "Members")).containsText("orders /");
        window.keepsTheRules();
    }

    @Test
    void aWrongAddressHasAWayOn() {
        Window window = BROWSER.open(Look.LIGHT).expectFailuresOf("/nowhere");
        window.page().navigate(exhibition.broker("/nowhere").toString());

        assertThat(window.heading("There is nothing at /nowhere")).isVisible();
        window.keepsTheRules();
        window.link("To the overview").click();

        assertThat(window.main()).containsText("Clients connect to");
    }

    private static Window open(String path) {
        return BROWSER.open(Look.LIGHT).open(exhibition.broker(path));
    }
}
