package org.ordertracking.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
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
        suite.services().orders().configure("NEIGHBOURS_ANSWER_TIMEOUT", "20s");
        suite.start();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void twoClicksAreAnOrderThatIsWatchedUntilItIsDelivered(Look look) {
        Window window = BROWSER.open(look).open(suite.services().orders().address());

        window.page().getByText("Check out 3 pieces").click();
        window.button("Place order").click();

        assertThat(window.timeline()).containsText("OrderPlaced");
        window.keepsTheRules();
        assertThat(window.timeline()).containsText("ParcelDelivered");
        assertThat(window.page().getByText("complete")).isVisible();
        window.keepsTheRules();
    }

    /** A form that no script listens to yet would be sent to its own address, with the customer's data in it. */
    @Test
    void aClickThatComesBeforeThePageIsReadyIsNotLost() {
        Window window = BROWSER.open(Look.LIGHT);
        Runnable script = window.hold("**/assets/shop/checkout.js");
        window.page()
                .navigate(
                        suite.services().orders().address().resolve("/checkout").toString(),
                        new NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));

        window.button("Place order").click();
        script.run();

        assertThat(window.timeline()).containsText("OrderPlaced");
    }

    @Test
    void anOrderIsPlacedWithoutAMouse() {
        Window window = BROWSER.open(Look.LIGHT)
                .open(suite.services().orders().address().resolve("/checkout"));

        window.field("Name").press("Enter");

        assertThat(window.timeline()).containsText("OrderPlaced");
    }

    @Test
    void myOrdersSayWhatWasOrdered() {
        Window window = BROWSER.open(Look.LIGHT)
                .open(suite.services().orders().address().resolve("/checkout"));
        window.button("Place order").click();
        assertThat(window.timeline()).containsText("OrderPlaced");

        window.open(suite.services().orders().address().resolve("/my-orders"));

        assertThat(window.main()).containsText("Blue mug, 2 × Striped socks");
        window.keepsTheRules();
    }

    @Test
    void anOrderThatCannotBeMetIsRejectedWithTheReason() {
        String order = suite.shop().place(Basket.of("POSTER-LOG", 1));
        Window window = follow(order);

        assertThat(noticeOf(window)).containsText("Rejected: Not enough in stock: POSTER-LOG");
        window.keepsTheRules();
    }

    @Test
    void anOrderIsCalledOff() {
        suite.services().logistics().stop();
        Window window = follow(suite.shop().place(Basket.of("TEE-M", 1)));
        assertThat(window.timeline()).containsText("StockReserved");

        window.button("Cancel order").click();
        window.the(AriaRole.DIALOG, "Cancel this order?")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel order"))
                .click();

        assertThat(noticeOf(window)).containsText("Cancelled:");
        assertThat(window.timeline()).containsText("StockReleased");
        window.keepsTheRules();
        suite.services().logistics().start();
    }

    @Test
    void anOrderWaitsForAServiceThatIsDownAndGoesOnWhenItIsBack() {
        suite.services().logistics().stop();
        Window window = follow(suite.shop().place(Basket.of("MUG-BLUE", 1)));
        assertThat(window.timeline()).containsText("OrderConfirmed");
        assertThat(window.timeline()).not().containsText("DeliveryScheduled");

        suite.services().logistics().start();

        assertThat(window.timeline()).containsText("ParcelDelivered");
    }

    @Test
    void aPageOutlivesARestartOfItsService() {
        suite.services().logistics().stop();
        String order = suite.shop().place(Basket.of("MUG-BLUE", 1));
        Window window = follow(order).expectFailuresOf("/orders/" + order + "/events");
        // What is told meanwhile has icons of its own.
        window.expectFailuresOf("/kit/icons/")
                .expectFailuresOf("/my-orders/" + order + "/parcel")
                .expectFailuresOf("/my-orders/" + order + "/messages");

        suite.services().orders().kill();
        assertThat(window.page().getByText("reconnecting")).isVisible();
        suite.services().orders().start();
        suite.services().logistics().start();

        assertThat(window.timeline()).containsText("ParcelDelivered");
    }

    /** Browsers have six connections for all pages of a shop: a seventh order in a tab of its own has to find one. */
    @Test
    void aPageThatNobodySeesKeepsNoConnection() {
        suite.services().logistics().stop();
        Window window = follow(suite.shop().place(Basket.of("MUG-BLUE", 1)));
        assertThat(window.text("live")).isVisible();

        window.hide();
        assertThat(window.page().getByText("resting")).isVisible();
        suite.services().logistics().start();
        window.show();

        assertThat(window.timeline()).containsText("ParcelDelivered");
    }

    /** The sentence below the progress; the customer's mails say the same in their words. */
    private static Locator noticeOf(Window window) {
        return window.page().locator("#notice");
    }

    private static Window follow(String order) {
        return BROWSER.open(Look.LIGHT).open(suite.services().orders().address().resolve("/my-orders/" + order));
    }
}
