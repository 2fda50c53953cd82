package org.ordertracking.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Grafana dashboard as it is shipped. */
record Dashboard(String file, JsonNode json) {

    static Stream<Dashboard> all() {
        return ObservabilityFiles.in("dashboards", ".json").stream()
                .map((Path file) -> new Dashboard(file.getFileName().toString(), ObservabilityFiles.json(file)));
    }

    /** Its panels without the rows that they stand in. */
    List<Panel> panels() {
        List<Panel> panels = new ArrayList<>();
        for (JsonNode panel : json.path("panels")) {
            if (panel.path("type").asText().equals("row")) {
                panel.path("panels").forEach(inner -> panels.add(new Panel(this, inner)));
            } else {
                panels.add(new Panel(this, panel));
            }
        }
        return panels;
    }

    /** The variables that a reader chooses a value of, apart from the data source. */
    List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (JsonNode variable : json.path("templating").path("list")) {
            if (variable.path("type").asText().equals("query")) {
                variables.add(new Variable(
                        variable.path("name").asText(),
                        variable.path("query").path("query").asText()));
            }
        }
        return variables;
    }

    @Override
    public String toString() {
        return file;
    }

    /** One picture. */
    record Panel(Dashboard dashboard, JsonNode json) {

        String title() {
            return json.path("title").asText();
        }

        List<String> expressions() {
            List<String> expressions = new ArrayList<>();
            json.path("targets")
                    .forEach(target -> expressions.add(target.path("expr").asText()));
            return expressions;
        }

        @Override
        public String toString() {
            return dashboard.file() + ", " + title();
        }
    }

    /**
     * Something to choose.
     *
     * @param query {@code label_values(series, label)}
     */
    record Variable(String name, String query) {}
}
