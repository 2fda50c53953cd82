package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** Every manifest in every combination against the schema of its kind, and whether mistakes would be found. */
@Tag("kubernetes")
class SchemaIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: shop
            spec:
              selector:
                matchLabels: {app: shop}
              template:
                metadata:
                  labels: {app: shop}
                spec:
                  containers:
                    - name: shop
                      image: shop:1
                      ports:
                        - containerPort: 8080
            """;
    private static final String SCALED_OBJECT = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata:
              name: shop
            spec:
              scaleTargetRef:
                name: shop
              maxReplicaCount: 3
              triggers:
                - type: kafka
                  metadata:
                    topic: orders
            """;
    private static final String ALERTS = """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: shop
            spec:
              groups:
                - name: shop
                  rules:
                    - alert: ShopIsDown
                      expr: up == 0
            """;
    private static final String KAFKA = """
            apiVersion: kafka.strimzi.io/v1
            kind: Kafka
            metadata:
              name: kafka
            spec:
              kafka:
                listeners:
                  - name: plain
                    port: 9092
                    type: internal
                    tls: false
            """;

    private static Schemas schemas;

    @BeforeAll
    static void install() {
        schemas = new Schemas(PROCESSES);
    }

    @Test
    void everyManifestIsOfItsSchema() {
        assertThat(schemas.problems(Renderings.distinct().keySet())).isEmpty();
    }

    @Test
    void whatIsRightPasses() {
        assertThat(problems(DEPLOYMENT, SCALED_OBJECT, ALERTS, KAFKA)).allMatch(List::isEmpty);
    }

    @Test
    void aMisspeltFieldIsFound() {
        assertThat(problems(
                        DEPLOYMENT.replace("image:", "imagge:"),
                        SCALED_OBJECT.replace("maxReplicaCount", "maxReplicaCounts"),
                        ALERTS.replace("expr:", "expr: up == 0\n          exprr:"),
                        KAFKA.replace("tls:", "tls: false\n        tlss:")))
                .satisfiesExactly(
                        found -> assertThat(found).anyMatch(text -> text.contains("imagge")),
                        found -> assertThat(found).anyMatch(text -> text.contains("maxReplicaCounts")),
                        found -> assertThat(found).anyMatch(text -> text.contains("exprr")),
                        found -> assertThat(found).anyMatch(text -> text.contains("tlss")));
    }

    @Test
    void aMissingFieldIsFound() {
        assertThat(problems(
                        DEPLOYMENT.replace("containerPort: 8080", "name: http"),
                        SCALED_OBJECT.replace("    - type: kafka\n      metadata:", "    - metadata:"),
                        ALERTS.replace("          expr: up == 0\n", ""),
                        KAFKA.replace("        port: 9092\n", "")))
                .satisfiesExactly(
                        found -> assertThat(found).anyMatch(text -> text.contains("containerPort")),
                        found -> assertThat(found).anyMatch(text -> text.contains("type")),
                        found -> assertThat(found).anyMatch(text -> text.contains("expr")),
                        found -> assertThat(found).anyMatch(text -> text.contains("port")));
    }

    @Test
    void aValueOfTheWrongTypeIsFound() {
        assertThat(problems(
                        DEPLOYMENT.replace("8080", "http"),
                        SCALED_OBJECT.replace("maxReplicaCount: 3", "maxReplicaCount: many"),
                        KAFKA.replace("9092", "many")))
                .noneMatch(List::isEmpty);
    }

    @Test
    void aKindThatNoSchemaIsThereForIsRefused() {
        assertThat(problems("""
                        apiVersion: example.org/v1
                        kind: Shop
                        metadata:
                          name: shop
                        """))
                .singleElement()
                .satisfies(found -> assertThat(found).anyMatch(text -> text.contains("no schema")));
    }

    /** What is found in each, in their order. */
    private static List<List<String>> problems(String... documents) {
        List<Manifest> manifests = Stream.of(documents)
                .map(document -> new Manifest(Yaml.documents(document).get(0)))
                .toList();
        Map<Manifest, List<String>> problems = schemas.problems(manifests);
        return manifests.stream()
                .map(manifest -> problems.getOrDefault(manifest, List.of()))
                .toList();
    }
}
