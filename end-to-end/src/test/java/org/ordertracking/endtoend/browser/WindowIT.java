package org.ordertracking.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a window finds wrong with a page: each fault planted and found, and none where there is none. */
@Tag("browser")
class WindowIT {

    @RegisterExtension
    static final RealBrowser BROWSER = new RealBrowser();

    private static final String FRAME = """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>A page</title><link rel="icon" href="data:,"></head><body><main><h1>A page</h1>%s</main></body></html>""";

    private static final Map<String, String> PAGES = new ConcurrentHashMap<>();

    private static HttpServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", WindowIT::answer);
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop(0);
    }

    @Test
    void aPageWithoutFaultIsFine() {
        Window window = show("<div role='region' aria-label='Wide' tabindex='0' style='overflow-x:auto'>"
                + "<p style='width:2000px'>It scrolls by itself.</p></div>");

        assertThatCode(window::keepsTheRules).doesNotThrowAnyException();
        assertThatCode(window::close).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    console.error('broken')                           | console: broken
                    null.field                                        | exception: TypeError
                    Promise.reject(new Error('unanswered'))           | exception: Error: unanswered
                    fetch('/missing')                                 | GET was answered with 404
                    fetch('http://localhost:1/').catch(() => {})      | request to another origin
                    fetch('/cut').catch(() => {})                     | GET failed: net::
                    new Image().src = 'https://example.com/pixel.png' | request to another origin
                    alert(1)                                          | dialog "1"
                    document.head.append(Object.assign(document.createElement('script'), {src: '/kept'})) | without asking again
                    """)
    void whatAScriptDoesWrongIsFound(String script, String found) {
        Window window = show("<script>%s</script>".formatted(script));

        window.page().waitForFunction("() => document.readyState === 'complete'");
        window.awaitQuiet();

        assertThatThrownBy(window::close).hasMessageContaining(found);
    }

    @Test
    void whatIsExpectedToFailMayFail() {
        Window window = BROWSER.open(Look.LIGHT).expectFailuresOf("/missing");
        PAGES.put("/expecting", FRAME.formatted("<script>fetch('/missing')</script>"));
        window.open(address("/expecting"));

        window.awaitQuiet();

        assertThatCode(window::close).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <p style="color:#999;background:#aaa">pale</p>  | color-contrast
                    <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="> | image-alt
                    <input type="text">                             | label
                    <button type="button"></button>                 | button-name
                    <p style="width:2000px">wide</p>                | ends at
                    <div style="overflow:hidden"><p style="width:2000px">wide</p></div> | shows
                    """)
    void whatNobodyCanReadOrReachIsFound(String markup, String found) {
        Window window = show(markup);

        assertThatThrownBy(window::keepsTheRules).hasMessageContaining(found);
    }

    @Test
    void theSchemeIsTheOneThatWasAskedFor() {
        PAGES.put(
                "/scheme",
                FRAME.formatted("<p id='said'></p><script>said.textContent = matchMedia('(prefers-color-scheme: dark)')"
                        + ".matches ? 'dark' : 'light'</script>"));

        for (Look look : Look.values()) {
            Window window = BROWSER.open(look).open(address("/scheme"));
            assertThat(window.page().getByRole(AriaRole.MAIN)).containsText(look == Look.DARK ? "dark" : "light");
        }
    }

    private static Window show(String body) {
        PAGES.put("/", FRAME.formatted(body));
        return BROWSER.open(Look.LIGHT).open(address("/"));
    }

    private static URI address(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** A page that is there, nothing, or half an answer. */
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/cut")) {
                exchange.sendResponseHeaders(200, 1_000);
                return;
            }
            byte[] page = PAGES.getOrDefault(path, "").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(page.length == 0 ? 404 : 200, page.length == 0 ? -1 : page.length);
            exchange.getResponseBody().write(page);
        }
    }
}
