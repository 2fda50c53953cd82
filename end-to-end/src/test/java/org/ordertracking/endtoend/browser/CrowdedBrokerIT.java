package org.ordertracking.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.strain.Footprint;

/** The console of a broker that has far more on it than fits on a page, with a heap of 128 MiB. */
@Isolated("how long pages take is printed")
@Tag("crowded")
class CrowdedBrokerIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @RegisterExtension
    static final RealBrowser BROWSER = new RealBrowser();

    /** What the heap may still grow by, and buffers of answers that are under way. */
    private static final long ROOM_MIB = 128;

    private static final int ROUNDS = 3;

    /** Where to look, and what is to be seen there. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("/", "1,000");
        PAGES.put("/topics", CrowdedBroker.LARGE);
        PAGES.put("/topics?page=20", "topic-9");
        PAGES.put("/topics/" + CrowdedBroker.LARGE, "977");
        PAGES.put("/topics/" + CrowdedBroker.LARGE + "/messages", "ff fe 00 c3");
        PAGES.put("/topics/" + CrowdedBroker.SHARED, "Page 1 of 2");
        PAGES.put("/topics/" + CrowdedBroker.SHARED + "/consumers", CrowdedBroker.GROUP);
        PAGES.put("/groups", CrowdedBroker.GROUP);
        PAGES.put("/groups/" + CrowdedBroker.GROUP, "member-0");
        PAGES.put("/clients", "member-0");
        PAGES.put("/transactions", "No transaction");
        PAGES.put("/settings", "log.segment.bytes");
    }

    private static CrowdedBroker crowd;

    @BeforeAll
    static void fillBroker() throws Exception {
        crowd = CrowdedBroker.fill(PROCESSES);
    }

    @AfterAll
    static void letMembersGo() {
        if (crowd != null) {
            crowd.close();
        }
    }

    @Test
    void everyPageAnswersAndKeepsTheRulesAndMemoryStaysBounded() {
        Footprint before = Footprint.of(crowd.process());
        PAGES.forEach((path, seen) -> {
            Window window = look(path, seen);
            window.keepsTheRules();
            window.close();
        });
        for (int round = 1; round < ROUNDS; round++) {
            PAGES.forEach((path, seen) -> look(path, seen).close());
        }
        Footprint after = Footprint.of(crowd.process());
        System.out.printf("broker before the console was used %s, after %s%n", before, after);

        assertThat(after.peakMiB()).as("most memory in MiB").isLessThan(before.residentMiB() + ROOM_MIB);
        assertThat(after.threads()).isLessThan(before.threads() + 20);
        assertThat(crowd.process().process().output().lines()).noneMatch(line -> line.contains(" ERROR "));
    }

    private static Window look(String path, String seen) {
        Window window = BROWSER.open(Look.LIGHT);
        long began = System.nanoTime();
        window.open(crowd.process().process().address().resolve(path));
        assertThat(window.main()).containsText(seen);
        System.out.printf("%5d ms  %s%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), path);
        return window;
    }

    @Test
    void aRecordOfAMegabyteWithAKeyThatIsNoTextIsOpened() {
        Window window = BROWSER.open(Look.LIGHT)
                .open(crowd.process().process().address().resolve("/topics/" + CrowdedBroker.LARGE + "/messages"));

        window.the(AriaRole.BUTTON, "ff fe 00 c3").click();

        assertThat(window.heading("Value")).isVisible();
        assertThat(window.page().getByText("JSON ·")).isVisible();
        window.keepsTheRules();
    }
}
