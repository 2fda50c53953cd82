package org.ordertracking.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** What people do in the control room. */
@Tag("browser")
class ControlRoomIT {

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
    void theGuidedTourIsWalkedToItsEnd() {
        Window window = enter();
        Locator tour =
                window.page().getByRole(AriaRole.LIST).filter(new FilterOptions().setHasText("Place and cancel"));

        press(tour, "Place an order");
        seen(window, 1);
        unfold(tour, "Order what is sold out");
        press(tour, "Order the poster");
        seen(window, 2);
        unfold(tour, "Cancel an order");
        press(tour, "Place and cancel");
        seen(window, 3);
        unfold(tour, "Stop logistics");
        press(tour, "Stop reading, place orders");
        press(tour, "Let it read again");
        seen(window, 4);
        unfold(tour, "Poison a topic");
        press(tour, "Write the record");
        press(tour, "Replay the letter");
        press(tour, "Discard the new letter");
        seen(window, 5);
        unfold(tour, "Kill the broker");
        exhibition.suite().broker().kill();
        press(tour, "Place an order meanwhile");
        exhibition.suite().broker().start();
        assertThat(window.page().getByText("All six seen.")).isVisible();
        window.keepsTheRules();
    }

    @Test
    void aDeadLetterThatIsMarkupIsShownAsItIs() {
        Window window = enter();

        window.main()
                .getByRole(AriaRole.BUTTON)
                .filter(new FilterOptions().setHasText("Look"))
                .first()
                .click();

        assertThat(window.the(AriaRole.DIALOG, "Dead letter")).containsText(Exhibition.MARKUP);
        window.keepsTheRules();
    }

    @Test
    void loadIsSwitchedOnAndOffByKeyboard() {
        Window window = enter();

        window.the(AriaRole.SLIDER, "Orders per second").press("ArrowRight");
        assertThat(window.text("running")).isVisible();
        window.the(AriaRole.SLIDER, "Orders per second").press("Home");

        assertThat(window.text("stopped")).isVisible();
    }

    @Test
    void aServiceThatIsDownIsShownAsDownAndTheRestGoesOn() {
        exhibition.suite().services().notifications().kill();
        Window window = enter();

        assertThat(window.the(AriaRole.IMG, "notification-service down")).isVisible();
        window.keepsTheRules();

        exhibition.suite().services().notifications().start();
        assertThat(window.the(AriaRole.IMG, "notification-service up")).isVisible();
    }

    private static Window enter() {
        Window window = BROWSER.open(Look.LIGHT).open(exhibition.shop("/control-room"));
        assertThat(window.the(AriaRole.IMG, "The flow")).isVisible();
        return window;
    }

    private static void unfold(Locator tour, String step) {
        tour.getByText(step, new Locator.GetByTextOptions().setExact(false))
                .first()
                .click();
    }

    private static void press(Locator tour, String button) {
        tour.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void seen(Window window, int steps) {
        assertThat(window.page().getByText(steps + " of 6 seen")).isVisible();
    }
}
