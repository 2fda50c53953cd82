package org.ordertracking.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.endtoend.monitoring.Dashboard.Panel;

/** The dashboards as Grafana reads them, as far as this can be told without Grafana. */
class DashboardsTest {

    private static final int WIDTH = 24;

    @Test
    void dashboardsHaveDifferentIdsAndNames() {
        assertThat(Dashboard.all())
                .extracting(dashboard -> dashboard.json().path("uid").asText())
                .doesNotHaveDuplicates();
        assertThat(Dashboard.all())
                .extracting(dashboard -> dashboard.json().path("title").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void theDataSourceIsChosenByAVariable(Dashboard dashboard) {
        JsonNode first = dashboard.json().path("templating").path("list").path(0);

        assertThat(first.path("type").asText()).isEqualTo("datasource");
        assertThat(first.path("query").asText()).isEqualTo("prometheus");
        assertThat(dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.json().path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.json().path("targets"))
                    .allSatisfy(target -> assertThat(
                                    target.path("datasource").path("uid").asText())
                            .isEqualTo("${datasource}"));
        });
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPanelHasQueriesAUnitAndAWordOnWhatItShows(Panel panel) {
        assertThat(panel.title()).isNotBlank();
        assertThat(panel.json().path("description").asText()).endsWith(".");
        assertThat(panel.json()
                        .path("fieldConfig")
                        .path("defaults")
                        .path("unit")
                        .asText())
                .isNotBlank();
        assertThat(panel.expressions()).isNotEmpty().doesNotContain("");
        assertThat(panel.json().path("targets"))
                .extracting(target -> target.path("refId").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void ratesUseAnIntervalThatContainsEnoughScrapes(Panel panel) {
        assertThat(panel.expressions())
                .allSatisfy(expression ->
                        assertThat(expression).doesNotContainPattern("rate\\([^)]*\\[(?!\\$__rate_interval])"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsDoNotLieOnEachOther(Dashboard dashboard) {
        Set<List<Integer>> taken = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.json().path("panels")) {
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(WIDTH);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(taken.add(List.of(
                                    place.path("x").asInt() + x, place.path("y").asInt() + y)))
                            .as("a place for %s", panel.path("title").asText())
                            .isTrue();
                }
            }
            assertThat(ids.add(panel.path("id").asInt())).as("an id of its own").isTrue();
        }
    }

    static Stream<Dashboard> dashboards() {
        return Dashboard.all();
    }

    static Stream<Panel> panels() {
        return Dashboard.all().flatMap(dashboard -> dashboard.panels().stream());
    }
}
