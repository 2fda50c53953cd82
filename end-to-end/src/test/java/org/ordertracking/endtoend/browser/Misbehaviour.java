package org.ordertracking.endtoend.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.WebError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What pages did that no page may do: errors on the console, exceptions, requests that failed or were refused, requests to
 * another origin than the page's own, scripts and styles that would be used after an upgrade.
 */
final class Misbehaviour {

    /** The page itself, or the browser while it leaves the page, gave the request up. */
    private static final String GIVEN_UP = "net::ERR_ABORTED";

    /** What has to fit the page that loads it. */
    private static final Set<String> PARTS = Set.of("script", "stylesheet");

    private final List<Deed> deeds = new ArrayList<>();
    private final List<Predicate<Deed>> expected = new ArrayList<>();

    /**
     * One thing that a page did.
     *
     * @param address of the request, or of the script; empty when unknown
     */
    private record Deed(String what, String address) {

        String path() {
            try {
                String path = URI.create(address).getPath();
                return path == null ? "" : path;
            } catch (IllegalArgumentException e) {
                return "";
            }
        }

        @Override
        public String toString() {
            return what + (address.isEmpty() ? "" : " (" + address + ")");
        }
    }

    /** Begins to watch all pages of a context. */
    void watch(BrowserContext context) {
        context.onConsoleMessage(this::onConsole);
        context.onWebError(this::onError);
        context.onRequest(this::onRequest);
        context.onRequestFailed(this::onRequestFailed);
        context.onResponse(this::onResponse);
        context.onDialog(dialog -> {
            add("dialog \"" + dialog.message() + "\"", "");
            dialog.dismiss();
        });
    }

    /** Requests to this path, or to what is below one that ends with a slash, may fail from now on, and the console may say so. */
    void expectFailuresOf(String path) {
        expected.add(
                path.endsWith("/")
                        ? deed -> deed.path().startsWith(path)
                        : deed -> deed.path().equals(path));
    }

    /** What nobody expected, for people. */
    List<String> unexpected() {
        return deeds.stream()
                .filter(deed -> expected.stream().noneMatch(each -> each.test(deed)))
                .map(Deed::toString)
                .distinct()
                .toList();
    }

    private void onConsole(ConsoleMessage message) {
        if (message.type().equals("error")) {
            // url:line:column
            add("console: " + message.text(), message.location().replaceFirst(":\\d+:\\d+$", ""));
        }
    }

    private void onError(WebError error) {
        add("exception: " + error.error(), "");
    }

    private void onRequest(Request request) {
        String origin = originOf(request.url());
        if (!request.isNavigationRequest() && !origin.isEmpty() && !origin.equals(originOf(pageOf(request)))) {
            add("request to another origin than the page's: " + request.method(), request.url());
        }
    }

    private void onRequestFailed(Request request) {
        if (!GIVEN_UP.equals(request.failure())) {
            add(request.method() + " failed: " + request.failure(), request.url());
        }
    }

    private void onResponse(Response response) {
        if (response.status() >= 400) {
            add(response.request().method() + " was answered with " + response.status(), response.url());
        }
        String kept = response.headers().getOrDefault("cache-control", "as long as the browser likes");
        if (PARTS.contains(response.request().resourceType()) && !kept.contains("no-cache")) {
            add("a part of the page is kept without asking again: " + kept, response.url());
        }
    }

    private void add(String what, String address) {
        deeds.add(new Deed(what, address));
    }

    private static String pageOf(Request request) {
        return request.frame().url();
    }

    /** Scheme, host and port; empty for what no server is asked for, as {@code data:}. */
    private static String originOf(String address) {
        if (!address.startsWith("http")) {
            return "";
        }
        int path = address.indexOf('/', address.indexOf("//") + 2);
        return path < 0 ? address : address.substring(0, path);
    }
}
