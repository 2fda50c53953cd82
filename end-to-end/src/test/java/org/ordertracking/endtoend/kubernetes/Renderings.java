package org.ordertracking.endtoend.kubernetes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/** All combinations that {@link Combination#all} names, rendered once for all tests, and the smoke Job. */
final class Renderings {

    private static final Path FOLDER = Path.of(System.getProperty("output.directory"), "kubernetes", "combinations")
            .toAbsolutePath()
            .normalize();

    private static List<Rendering> all;
    private static Map<Manifest, String> distinct;

    private Renderings() {}

    static synchronized List<Rendering> all() {
        if (all == null) {
            all = render(Combination.all());
        }
        return all;
    }

    /** What {@code kubectl apply -k k8s} applies. */
    static Rendering byDefault() {
        return new Rendering(
                new Combination(ManifestFolder.root(), List.of()),
                Kubectl.find().kustomize(ManifestFolder.root()));
    }

    static Rendering of(String foundation, String... components) {
        return all().stream()
                .filter(rendering -> rendering.combination().isOf(foundation)
                        && rendering.combination().components().equals(List.of(components)))
                .findFirst()
                .orElseThrow();
    }

    static List<Manifest> smoke() {
        return Kubectl.find().kustomize(ManifestFolder.root().resolve("smoke"));
    }

    /** Every manifest that differs from all others, with the first combination that it was rendered in. */
    static synchronized Map<Manifest, String> distinct() {
        if (distinct == null) {
            // Equal ones are the same object, see Kubectl.
            Map<Manifest, String> origins = new IdentityHashMap<>();
            distinct = new LinkedHashMap<>();
            for (Rendering rendering : all()) {
                for (Manifest manifest : rendering.manifests()) {
                    if (origins.putIfAbsent(manifest, rendering.combination().name()) == null) {
                        distinct.put(manifest, rendering.combination().name());
                    }
                }
            }
            smoke().forEach(manifest -> distinct.put(manifest, "smoke"));
        }
        return distinct;
    }

    /** What a check finds, each finding once, with the first combination in which it is. */
    static List<String> findings(Function<Rendering, Stream<String>> check) {
        Map<String, String> findings = new LinkedHashMap<>();
        for (Rendering rendering : all()) {
            check.apply(rendering)
                    .forEach(finding -> findings.putIfAbsent(
                            finding, rendering.combination().name()));
        }
        return named(findings);
    }

    /** What a check finds in single manifests. */
    static List<String> findingsInEach(Function<Manifest, Stream<String>> check) {
        Map<String, String> findings = new LinkedHashMap<>();
        distinct()
                .forEach((manifest, origin) -> check.apply(manifest)
                        .forEach(finding -> findings.putIfAbsent(manifest.id() + ": " + finding, origin)));
        return named(findings);
    }

    private static List<String> named(Map<String, String> findings) {
        return findings.entrySet().stream()
                .map(finding -> finding.getKey() + " (" + finding.getValue() + ")")
                .toList();
    }

    private static List<Rendering> render(List<Combination> combinations) {
        Kubectl kubectl = Kubectl.find();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Rendering>> futures = new ArrayList<>();
            for (int i = 0; i < combinations.size(); i++) {
                Combination combination = combinations.get(i);
                Path folder = FOLDER.resolve(Integer.toString(i));
                futures.add(workers.submit(() -> {
                    combination.write(folder);
                    return new Rendering(combination, kubectl.kustomize(folder));
                }));
            }
            List<Rendering> renderings = new ArrayList<>();
            for (int i = 0; i < futures.size(); i++) {
                renderings.add(resultOf(futures.get(i), combinations.get(i)));
            }
            return renderings;
        } finally {
            workers.shutdownNow();
        }
    }

    private static Rendering resultOf(Future<Rendering> future, Combination combination) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(
                    combination.name() + " cannot be rendered: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while manifests were rendered", e);
        }
    }
}
