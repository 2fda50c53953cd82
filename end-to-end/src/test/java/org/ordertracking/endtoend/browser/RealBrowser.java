package org.ordertracking.endtoend.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.ordertracking.endtoend.process.Patience;

/**
 * A Chromium for a test class, which finds no machine but this one. Playwright is not for several threads: neither is this.
 *
 * <pre>
 *   beforeAll ──▶ RUNNING ──open──▶ windows, until the end of the test, which fails with what they did wrong
 *                    └──afterAll──▶ CLOSED
 * </pre>
 *
 * <p>For a static field with {@code @RegisterExtension}.
 */
final class RealBrowser
        implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, TestExecutionExceptionHandler {

    /** Also without a network every name but this machine's is unknown; what is left are the flags that root needs. */
    private static final List<String> FLAGS = List.of(
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage");

    private final List<Window> windows = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        LaunchOptions options = new LaunchOptions().setArgs(FLAGS);
        ChromiumPath.find().ifPresent(options::setExecutablePath);
        PlaywrightAssertions.setDefaultAssertionTimeout(Patience.LIMIT.toMillis());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(options);
    }

    /** A new window, which is closed when the test ends. */
    Window open(Look look) {
        var context = browser.newContext(look.options());
        context.setDefaultTimeout(Patience.LIMIT.toMillis());
        Window window = new Window(context);
        windows.add(window);
        return window;
    }

    /** Pictures of what was to be seen go where the logs are. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        for (int i = 0; i < windows.size(); i++) {
            Path picture = Path.of(
                            System.getProperty("output.directory"),
                            context.getRequiredTestClass().getSimpleName(),
                            context.getRequiredTestMethod().getName() + "-" + i + ".png")
                    .toAbsolutePath();
            try {
                windows.get(i).photograph(picture);
                failure.addSuppressed(new Seen("it looked like this: " + picture));
            } catch (PlaywrightException noPicture) {
                failure.addSuppressed(noPicture);
            }
        }
        throw failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Window> opened = List.copyOf(windows);
        windows.clear();
        AssertionError wrong = null;
        for (Window window : opened) {
            try {
                window.close();
            } catch (AssertionError e) {
                if (wrong == null) {
                    wrong = e;
                } else {
                    wrong.addSuppressed(e);
                }
            }
        }
        if (wrong != null) {
            throw wrong;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }

    /** No failure by itself: carries the place of a picture into the report of one. */
    private static final class Seen extends Throwable {

        private static final long serialVersionUID = 1L;

        Seen(String message) {
            super(message, null, false, false);
        }
    }
}
