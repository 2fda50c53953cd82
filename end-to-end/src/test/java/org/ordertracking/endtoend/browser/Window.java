package org.ordertracking.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A window of somebody who has not been here before: no cookies, nothing stored. What its pages do wrong is found out when the
 * test ends, and fails it.
 */
final class Window implements AutoCloseable {

    /** What scripts ask for, streams apart. */
    private static final Set<String> QUESTIONS = Set.of("fetch", "xhr");

    private final BrowserContext context;
    private final Page page;
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private final Set<Request> underWay = new HashSet<>();
    private boolean closed;

    Window(BrowserContext context) {
        this.context = context;
        misbehaviour.watch(context);
        context.onRequest(request -> {
            if (QUESTIONS.contains(request.resourceType())) {
                underWay.add(request);
            }
        });
        context.onRequestFinished(underWay::remove);
        context.onRequestFailed(underWay::remove);
        this.page = context.newPage();
    }

    /** Goes to an address and waits until the page is there. */
    Window open(URI address) {
        Response response = page.navigate(address.toString());
        assertThat(response.status()).as("status of %s", address).isEqualTo(200);
        return this;
    }

    /**
     * Keeps back what this window asks for at an address from now on.
     *
     * @param address a pattern, such as {@code **}{@code /order.js}
     * @return to be run to let it go
     */
    Runnable hold(String address) {
        List<Route> held = new ArrayList<>();
        context.route(address, held::add);
        return () -> {
            context.unroute(address);
            held.forEach(Route::resume);
        };
    }

    /** As if another tab was chosen: the page is told that it is hidden. Browsers without a screen show all pages. */
    void hide() {
        page.evaluate("() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
                + " document.dispatchEvent(new Event('visibilitychange')); }");
    }

    /** Back to this tab. */
    void show() {
        page.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }");
    }

    /** Waits until the page has what it asked for when it was loaded, its fonts too. Streams are not waited for. */
    void awaitQuiet() {
        page.waitForLoadState(LoadState.LOAD);
        page.waitForCondition(underWay::isEmpty);
        page.waitForFunction("() => document.fonts.status === 'loaded'");
    }

    /** The page, for what is particular to a test. */
    Page page() {
        return page;
    }

    /** What has a role and a name, or a part of the name; there has to be one of it when it is used. */
    Locator the(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name));
    }

    /** What has a role and exactly this name. */
    Locator exactly(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** With exactly this name: a record in a list is a button, too, and "Live" a part of what a delivery says. */
    Locator button(String name) {
        return exactly(AriaRole.BUTTON, name);
    }

    /** What says exactly this. */
    Locator text(String exactly) {
        return page.getByText(exactly, new Page.GetByTextOptions().setExact(true));
    }

    Locator link(String name) {
        return the(AriaRole.LINK, name);
    }

    Locator heading(String name) {
        return the(AriaRole.HEADING, name);
    }

    Locator field(String label) {
        return page.getByLabel(label);
    }

    /** What the log says about an order. */
    Locator timeline() {
        return the(AriaRole.TABLE, "Timeline of the order");
    }

    /** What lies below the bar at the top. */
    Locator main() {
        return page.getByRole(AriaRole.MAIN);
    }

    /** Requests to this path, or to what is below one that ends with a slash, may fail from now on, and the console may say so. */
    Window expectFailuresOf(String path) {
        misbehaviour.expectFailuresOf(path);
        return this;
    }

    /** Fails unless the page, as it is now, keeps to {@link PageRules}. */
    void keepsTheRules() {
        PageRules.hold(page);
    }

    /** The whole page as a PNG. */
    void photograph(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    /** The upper part of the page as a PNG, so many pixels of its height at most, as it looks before it is scrolled. */
    void photographUpper(Path file, int most) {
        // A bar that sticks to the top would lie across the picture.
        page.evaluate("() => scrollTo(0, 0)");
        int height = ((Number) page.evaluate("() => document.documentElement.scrollHeight")).intValue();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(file)
                .setFullPage(true)
                .setClip(0, 0, page.viewportSize().width, Math.min(height, most)));
    }

    /** Closes it and fails if a page in it did what it should not. Closing it again is no different, but does not fail. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        // Whatever happened before is told by the browser before it says that it has closed.
        context.close();
        assertThat(misbehaviour.unexpected()).as("what pages did wrong").isEmpty();
    }
}
