package org.ordertracking.endtoend.kubernetes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/**
 * All schemas together. One source finds what another does not: Java models know no required fields of Kubernetes' own
 * kinds, npm's validators let unknown fields pass and know nothing of Strimzi.
 */
final class Schemas {

    private final JavaModels javaModels = new JavaModels();
    private final NpmSchemas npmSchemas;

    Schemas(ProcessSupervisor processes) {
        npmSchemas = NpmSchemas.install(processes);
    }

    /** What is wrong with manifests; those that are right are not in it. */
    Map<Manifest, List<String>> problems(Collection<Manifest> manifests) {
        Map<Manifest, List<String>> problems = new LinkedHashMap<>();
        Map<Manifest, Boolean> forNpm = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            Optional<List<String>> found = javaModels.problems(manifest);
            found.filter(list -> !list.isEmpty()).ifPresent(list -> problems.put(manifest, list));
            if (!manifest.apiVersion().startsWith("kafka.strimzi.io/")) {
                forNpm.put(manifest, found.isEmpty());
            } else if (found.isEmpty()) {
                problems.put(manifest, List.of("no schema for " + manifest.apiVersion() + " " + manifest.kind()));
            }
        }
        npmSchemas
                .problems(forNpm)
                .forEach((manifest, list) -> problems.merge(manifest, list, (some, more) -> {
                    List<String> both = new ArrayList<>(some);
                    both.addAll(more);
                    return both;
                }));
        return problems;
    }
}
