package org.ordertracking.endtoend.kubernetes;

import java.util.Optional;

/** Who decides how many pods there are. */
final class Autoscaling {

    private Autoscaling() {}

    /** KEDA's object for a workload. */
    static Optional<Manifest> of(Rendering rendering, Manifest workload) {
        return rendering
                .of("ScaledObject")
                .filter(scaler -> targets(scaler, workload))
                .findFirst();
    }

    /** Whether a ScaledObject or a HorizontalPodAutoscaler is for a workload. */
    static boolean targets(Manifest scaler, Manifest workload) {
        return scaler.text("/spec/scaleTargetRef/name").equals(workload.name())
                && scaler.at("/spec/scaleTargetRef/kind").asText("Deployment").equals(workload.kind());
    }
}
