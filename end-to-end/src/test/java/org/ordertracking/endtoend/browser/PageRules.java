package org.ordertracking.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds of every page at any time: axe finds nothing serious, nothing has to be scrolled sideways, and nothing is cut off. */
final class PageRules {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    /** What sticks out, when the whole does; the parts of what scrolls within itself do not count. */
    private static final String WHAT_STICKS_OUT = """
            () => {
              const room = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= room) {
                return [];
              }
              const scrolls = (element) => element && element !== document.documentElement && element !== document.body
                && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
              return [...document.body.querySelectorAll('*')]
                .filter((element) => element.getBoundingClientRect().right > room + 0.5 && !scrolls(element.parentElement))
                .slice(0, 5)
                .map((element) => `${element.tagName.toLowerCase()}${element.id ? '#' + element.id : ''} "${element.className}" `
                  + `ends at ${Math.round(element.getBoundingClientRect().right)} of ${room}`)
                .concat([`the page is ${document.documentElement.scrollWidth} wide`]);
            }
            """;

    /** What is wider than the box that hides what does not fit. An ellipsis says so, and in a field one can move. */
    private static final String WHAT_IS_CUT_OFF = """
            () => [...document.querySelectorAll('main, main :not(input, select, textarea)')]
              .filter((element) => {
                const style = getComputedStyle(element);
                return ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis'
                  && element.clientWidth > 40 && element.scrollWidth > element.clientWidth + 1;
              })
              .slice(0, 5)
              .map((element) => `${element.tagName.toLowerCase()}${element.id ? '#' + element.id : ''} "${element.className}" `
                + `shows ${element.clientWidth} of ${element.scrollWidth}`)
            """;

    private PageRules() {}

    /** Fails with what is wrong, and where. */
    static void hold(Page page) {
        assertThat(barriers(page))
                .as("what axe finds serious on %s", page.url())
                .isEmpty();
        assertThat((List<?>) page.evaluate(WHAT_STICKS_OUT))
                .as("what sticks out of %s", page.url())
                .isEmpty();
        assertThat((List<?>) page.evaluate(WHAT_IS_CUT_OFF))
                .as("what is cut off on %s", page.url())
                .isEmpty();
    }

    private static List<String> barriers(Page page) {
        // Legacy mode needs no second page to collect what frames say: there are no frames.
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(PageRules::describe)
                        .toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ", " + rule.getHelp() + ": "
                + rule.getNodes().stream().limit(5).map(PageRules::describe).collect(Collectors.joining("; "));
    }

    private static String describe(CheckedNode node) {
        return node.getHtml() + " " + node.getFailureSummary().replaceAll("\\s+", " ");
    }
}
