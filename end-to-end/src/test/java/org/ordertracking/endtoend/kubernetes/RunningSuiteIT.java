package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** What manifests say of the suite, held to the suite itself. */
@Tag("kubernetes")
class RunningSuiteIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What the shop's customers use, and what is not for them. */
    private static final List<String> FOR_CUSTOMERS = List.of(
            "/",
            "/basket",
            "/checkout",
            "/my-orders",
            "/products/MUG-BLUE",
            "/kit/base.css",
            "/kit/mark.svg",
            "/assets/shop/checkout.js",
            "/products",
            "/orders?customer=ada@example.org",
            "/q/openapi?format=json");

    private static final List<String> INSIDE = List.of("/q/metrics", "/q/health/live", "/q/health/ready");

    private static OrderTrackingSuite suite;

    /** A topic as far as it is more than a name. */
    private record Topic(int partitions, Map<String, String> config) {}

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(PROCESSES);
        suite.start();
    }

    @Test
    void theTopicsForStrimziAreThoseThatTheServicesMake() {
        Map<String, Topic> manifests = new TreeMap<>();
        manifests("apache-kafka", "topics.yaml")
                .forEach(topic -> manifests.put(
                        topic.name(),
                        new Topic(topic.at("/spec/partitions").asInt(), Yaml.texts(topic.at("/spec/config")))));

        eventually().untilAsserted(() -> assertThat(topicsOfTheBroker()).isEqualTo(manifests));
    }

    @Test
    void theIngressIsOpenForWhatCustomersUseAndNothingElse() throws Exception {
        Manifest ingress = manifests("ingress", "ingress.yaml").findFirst().orElseThrow();

        for (String request : FOR_CUSTOMERS) {
            assertThat(leadsToTheShop(ingress, request)).as(request).isTrue();
            assertThat(status(request)).as(request).isEqualTo(200);
        }
        for (String request : INSIDE) {
            assertThat(leadsToTheShop(ingress, request)).as(request).isFalse();
            assertThat(status(request)).as(request).isEqualTo(200);
        }
    }

    /** The container's own command line, to the shop of this test and with an end. */
    @Test
    void theLoadGeneratorsCommandPlacesOrders() {
        Container container = manifests("load-generator", "load-generator.yaml")
                .flatMap(Manifest::containers)
                .findFirst()
                .orElseThrow();
        Path jar = ManifestFolder.project().resolve("demo-client/target/demo-client.jar");
        String shop = suite.services().orders().address().toString();
        List<String> arguments = Stream.of(
                        Stream.of("-jar", jar.toString()),
                        Yaml.elements(container.at("/args"))
                                .map(argument -> argument.asText().replace("http://order-service:8080", shop)),
                        Stream.of("--count", "3"))
                .flatMap(part -> part)
                .toList();

        ChildProcess run = PROCESSES.start(Command.java("load-generator", arguments, Map.of()));

        assertThat(arguments).contains("load", shop);
        assertThat(run.awaitExit(Duration.ofMinutes(1))).isZero();
        assertThat(suite.shop().ordersOf("ada@example.org")).hasSize(3);
    }

    private static Map<String, Topic> topicsOfTheBroker() throws Exception {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, suite.broker().bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            Set<String> names = new TreeSet<>(admin.listTopics().names().get());
            // Kafka Streams makes those of the screening itself.
            names.removeIf(name -> name.startsWith("order-screening-"));
            Map<String, TopicDescription> descriptions =
                    admin.describeTopics(names).allTopicNames().get();
            List<ConfigResource> resources = names.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            Map<String, Topic> topics = new TreeMap<>();
            admin.describeConfigs(resources)
                    .all()
                    .get()
                    .forEach((resource, config) -> topics.put(
                            resource.name(),
                            new Topic(
                                    descriptions
                                            .get(resource.name())
                                            .partitions()
                                            .size(),
                                    config.entries().stream()
                                            .filter(entry ->
                                                    entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)))));
            return topics;
        }
    }

    private static Stream<Manifest> manifests(String component, String file) {
        return Yaml.documents(ManifestFolder.component(component).resolve(file)).stream()
                .map(Manifest::new);
    }

    private static boolean leadsToTheShop(Manifest ingress, String request) {
        String path = URI.create(request).getPath();
        return Yaml.elements(ingress.at("/spec/rules/0/http/paths")).anyMatch(rule -> {
            String wanted = rule.at("/path").asText();
            return rule.at("/pathType").asText().equals("Exact")
                    ? path.equals(wanted)
                    : path.equals(wanted) || path.startsWith(wanted + "/");
        });
    }

    private static int status(String request) throws IOException, InterruptedException {
        URI address = suite.services().orders().address().resolve(request);
        return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
