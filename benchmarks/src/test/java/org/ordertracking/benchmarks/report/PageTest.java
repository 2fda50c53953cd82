package org.ordertracking.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void onlyWhatIsBetweenTheMarkersIsWritten() {
        String page = "# Page\n" + Page.BEGIN + "\nold\n" + Page.END + "\n\n## Orders\n";

        assertThat(Page.replaced(page, "new\n"))
                .isEqualTo("# Page\n" + Page.BEGIN + "\n\nnew\n\n" + Page.END + "\n\n## Orders\n");
    }

    @Test
    void writingAgainChangesNothing() {
        String page = Page.replaced(Page.BEGIN + Page.END, "part");

        assertThat(Page.replaced(page, "part")).isEqualTo(page);
    }

    @Test
    void aPageWithoutBothMarkersInOrderIsLeftAlone() {
        assertThatThrownBy(() -> Page.replaced(Page.END + Page.BEGIN, "part")).hasMessageContaining(Page.BEGIN);
        assertThatThrownBy(() -> Page.replaced(Page.BEGIN, "part")).hasMessageContaining(Page.END);
    }
}
