package org.ordertracking.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ordertracking.endtoend.client.Basket.Customer;
import org.ordertracking.endtoend.client.Faults;
import org.ordertracking.endtoend.client.Views;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** Takes the pictures that README and docs show, {@code docs/images/PLACE-LOOK.png}. No check: it changes what is committed. */
@Tag("screenshots")
class ScreenshotsIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @RegisterExtension
    static final RealBrowser BROWSER = new RealBrowser();

    /** The console shows where it is: not in somebody's home. */
    @TempDir
    static Path data;

    /** What a reader's browser loads without a thought. */
    private static final long MOST_BYTES = 160_000;

    /** Height of the longest picture: a list goes on as it begins. */
    private static final int MOST_PIXELS = 1600;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Places with a chart, and how long it is drawn before its picture is taken. */
    private static final Set<Place> CHARTS = EnumSet.of(Place.CONTROL_ROOM, Place.BROKER, Place.BROKER_GROUP);

    private static final Duration DRAWN = Duration.ofSeconds(45);

    /** How far the van goes. */
    private static final Duration DRIVEN = Duration.ofSeconds(8);

    private static final Path FOLDER = Path.of(System.getProperty("modules.directory"), "docs", "images")
            .toAbsolutePath()
            .normalize();

    private static Exhibition exhibition;
    private static Customers customers;

    /** Something that moves. */
    @BeforeAll
    static void arrange() {
        Customer ada = new Customer("Ada Lovelace", "ada@example.com", "+442071234567");
        Map<String, String> settings = Map.of(
                "LOGISTICS_PACE_DISPATCH_AFTER", "2s",
                "LOGISTICS_PACE_DELIVER_AFTER", "30s",
                "BROKER_DATA_DIR", data.toString());
        exhibition = Exhibition.arrange(PROCESSES, ada, "Ordered twice by mistake", settings);
        recommend("MUG-BLUE", List.of("MUG-RED", "NOTEBOOK-A5", "PEN-GEL", "STICKERS-10"));
        customers = new Customers(exhibition.suite().shop(), 2);
    }

    /** Visitors look at a product and buy others. */
    private static void recommend(String looked, List<String> bought) {
        Views views = new Views(exhibition.suite().services().orders().address());
        for (String sku : bought) {
            views.lookedAt("v-" + sku, List.of(looked));
            exhibition.suite().shop().placeAs("v-" + sku, sku);
        }
        eventually().until(() -> views.alsoBought(looked).containsAll(bought));
    }

    @AfterAll
    static void sendCustomersAway() {
        if (customers != null) {
            customers.close();
        }
    }

    /** Time for a chart is let pass once, for all looks. */
    @ParameterizedTest
    @EnumSource
    void picturesOfAPage(Place place) throws IOException {
        Map<Look, Window> windows = new EnumMap<>(Look.class);
        for (Look look : Look.values()) {
            Window window = BROWSER.open(look);
            place.visit(window, exhibition);
            arrange(place, window);
            if (CHARTS.contains(place)) {
                windows.put(look, window);
            } else {
                photograph(place, look, window);
            }
        }
        if (!windows.isEmpty()) {
            windows.get(Look.LIGHT).page().waitForTimeout(DRAWN.toMillis());
        }
        for (Map.Entry<Look, Window> each : windows.entrySet()) {
            photograph(place, each.getKey(), each.getValue());
        }
    }

    /** Places where nothing is to be seen before somebody does something. */
    private static void arrange(Place place, Window window) {
        switch (place) {
            case ORDER_MOVING -> {
                assertThat(window.page().locator(".text-message").first()).isVisible();
                window.page().waitForTimeout(DRIVEN.toMillis());
            }
            case CONTROL_ROOM -> notifications().slowDown(Duration.ofMillis(150));
            case MY_ORDERS -> {
                window.field("E-mail").fill(exhibition.customer().email());
                window.button("Show").click();
                assertThat(window.main()).containsText("delivered");
            }
            case BROKER_MESSAGES -> {
                window.main()
                        .getByRole(AriaRole.BUTTON)
                        .filter(new FilterOptions().setHasText("orderId"))
                        .first()
                        .click();
                assertThat(window.heading("Headers")).isVisible();
            }
            case BROKER_SQL -> {
                window.exactly(AriaRole.BUTTON, "Run").click();
                assertThat(window.the(AriaRole.REGION, "Rows")).isVisible();
            }
            default -> {
                // Shows what it has to show.
            }
        }
        window.awaitQuiet();
    }

    private static Faults notifications() {
        return new Faults(exhibition.suite().services().notifications().address());
    }

    private static void photograph(Place place, Look look, Window window) throws IOException {
        Path picture = FOLDER.resolve(place + "-" + look + ".png");
        window.photographUpper(picture, MOST_PIXELS);
        shrink(picture);
        assertThat(Files.size(picture)).as("bytes of " + picture).isLessThan(MOST_BYTES);
    }

    /** To a palette, without mixing its colours: nobody sees the difference, and it is a third of the size. */
    private static void shrink(Path picture) {
        Command command = Command.of(
                "pngquant",
                "pngquant",
                "--force",
                "--strip",
                "--nofs",
                "--speed",
                "1",
                "--ext",
                ".png",
                "128",
                picture.toString());
        assertThat(PROCESSES.start(command).awaitExit(PATIENCE))
                .as("exit code of pngquant (Debian package pngquant)")
                .isZero();
    }
}
