package org.ordertracking.endtoend.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which Chromium is used. The system property {@code browser.path} says it: a path, or {@code bundled} for Playwright's own. */
final class ChromiumPath {

    static final String SETTING = "browser.path";
    static final String BUNDLED = "bundled";

    private static final List<String> USUAL =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private ChromiumPath() {}

    /**
     * The one to use; empty for the one that Playwright has installed.
     *
     * @throws IllegalStateException if there is none, with what to install
     */
    static Optional<Path> find() {
        return find(
                System.getProperty(SETTING, ""), USUAL.stream().map(Path::of).toList());
    }

    static Optional<Path> find(String setting, List<Path> usual) {
        if (setting.equals(BUNDLED)) {
            return Optional.empty();
        }
        List<Path> candidates = setting.isEmpty() ? usual : List.of(Path.of(setting));
        return Optional.of(candidates.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no Chromium at " + candidates
                        + "; install one, on Debian: apt install chromium, or name one with -D" + SETTING
                        + "=PATH, or -D"
                        + SETTING + "=" + BUNDLED + " for the one that Playwright has installed")));
    }
}
