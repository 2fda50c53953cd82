package org.ordertracking.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A scrape configuration that is shipped, for processes of this machine: rules and relabelling are as they are, the
 * discovery of targets gives way to addresses that are told, and everything happens more often.
 */
final class ScrapeConfiguration {

    private static final String INTERVAL = "1s";

    private final ObjectNode content;

    private ScrapeConfiguration(JsonNode content) {
        this.content = content.deepCopy();
    }

    static ScrapeConfiguration shipped(String file) {
        return new ScrapeConfiguration(ObservabilityFiles.yaml(ObservabilityFiles.COMPONENT.resolve(file)));
    }

    /**
     * @param discovery the section that finds the targets, such as {@code dns_sd_configs}; must be there
     * @param targets addresses, with what the discovery would tell of each
     */
    ScrapeConfiguration with(String discovery, Map<URI, Map<String, String>> targets) {
        ObjectNode job = (ObjectNode) content.path("scrape_configs").path(0);
        if (job.remove(discovery) == null) {
            throw new IllegalStateException("there is no " + discovery + " in the configuration");
        }
        ArrayNode known = job.putArray("static_configs");
        targets.forEach((address, told) -> {
            ObjectNode target = known.addObject();
            target.putArray("targets").add(address.getAuthority());
            ObjectNode labels = target.putObject("labels");
            told.forEach(labels::put);
        });
        return this;
    }

    /** As it is written to a file, with the shipped rules. */
    String text() {
        ObjectNode global = (ObjectNode) content.path("global");
        global.put("scrape_interval", INTERVAL).put("evaluation_interval", INTERVAL);
        ArrayNode rules = content.putArray("rule_files");
        ShippedRules.files().stream().map(Path::toString).forEach(rules::add);
        return ObservabilityFiles.asYaml(content);
    }
}
