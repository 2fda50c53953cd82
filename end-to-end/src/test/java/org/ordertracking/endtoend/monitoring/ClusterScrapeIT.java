package org.ordertracking.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/**
 * What Prometheus would scrape in the cluster: its own tool relabels what the API server would tell of the pods in
 * {@code k8s/base}. Debian's Prometheus is built without the discovery itself.
 */
@Tag("monitoring")
class ClusterScrapeIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final String JOB = "order-tracking";
    private static final String LABEL = "__meta_kubernetes_pod_label_app_kubernetes_io_";
    private static final Path BASE = ObservabilityFiles.ROOT.resolve(Path.of("k8s", "base"));
    private static final List<String> SERVICES = List.of(
            "broker-service", "order-service", "warehouse-service", "logistics-service", "notification-service");
    private static final Pattern SELECTOR = Pattern.compile(
            "app\\.kubernetes\\.io/part-of=order-tracking,app\\.kubernetes\\.io/component in \\(([a-z,]+)\\)");

    @Test
    void everyServiceIsScrapedOnceAndNamedAsTheRulesExpect() {
        ScrapeConfiguration configuration =
                ScrapeConfiguration.shipped("prometheus.kubernetes.yml").with("kubernetes_sd_configs", portsOfPods());
        Path file = PROCESSES.file("prometheus.kubernetes.yml", configuration.text());

        ChildProcess tool = PrometheusServer.tool(
                PROCESSES, "relabel", "check", "service-discovery", "--timeout=1s", file.toString(), JOB);

        List<Map<String, String>> scraped = new ArrayList<>();
        for (JsonNode target : ObservabilityFiles.json(tool.output().path())) {
            JsonNode labels = target.path("labels");
            if (!labels.isEmpty()) {
                scraped.add(Map.of(
                        "job", labels.path("job").asText(),
                        "service", labels.path("service").asText(),
                        "instance", labels.path("instance").asText(),
                        "path", labels.path("__metrics_path__").asText()));
            }
        }
        assertThat(scraped)
                .containsExactlyInAnyOrderElementsOf(SERVICES.stream()
                        .map(service -> Map.of(
                                "job", JOB, "service", service, "instance", service + "-0", "path", "/q/metrics"))
                        .toList());
    }

    @Test
    void theDiscoveryAsksForThePodsOfTheServices() {
        String selector = ObservabilityFiles.yaml(ObservabilityFiles.COMPONENT.resolve("prometheus.kubernetes.yml"))
                .at("/scrape_configs/0/kubernetes_sd_configs/0/selectors/0/label")
                .asText();
        Matcher components = SELECTOR.matcher(selector);

        assertThat(components.matches()).as(selector).isTrue();
        Set<String> asked = Set.of(components.group(1).split(","));
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(asked)
                        .contains(workload(service)
                                .at("/spec/template/metadata/labels/app.kubernetes.io~1component")
                                .asText()));
    }

    /** One pod of each workload, with all its ports, as addresses that nobody answers. */
    private static Map<URI, Map<String, String>> portsOfPods() {
        Map<URI, Map<String, String>> targets = new HashMap<>();
        for (int number = 0; number < SERVICES.size(); number++) {
            String service = SERVICES.get(number);
            JsonNode template = workload(service).at("/spec/template");
            for (JsonNode port : template.at("/spec/containers/0/ports")) {
                targets.put(
                        URI.create("http://192.0.2." + (number + 1) + ":"
                                + port.path("containerPort").asInt()),
                        Map.of(
                                "__meta_kubernetes_pod_name",
                                service + "-0",
                                "__meta_kubernetes_pod_phase",
                                "Running",
                                "__meta_kubernetes_pod_container_port_name",
                                port.path("name").asText(),
                                LABEL + "name",
                                template.at("/metadata/labels/app.kubernetes.io~1name")
                                        .asText()));
            }
        }
        return targets;
    }

    private static JsonNode workload(String service) {
        return ObservabilityFiles.documents(BASE.resolve(service + ".yaml")).stream()
                .filter(document -> document.at("/spec/template").isObject())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no workload in " + service + ".yaml"));
    }
}
