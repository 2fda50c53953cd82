package org.ordertracking.broker;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.coordinator.group.assignor.RangeAssignor;
import org.apache.kafka.coordinator.group.assignor.SimpleAssignor;
import org.apache.kafka.coordinator.group.assignor.UniformAssignor;

/** Assignors that a setting may name by their class; a native image must keep their constructors. */
@RegisterForReflection(
        targets = {RangeAssignor.class, SimpleAssignor.class, UniformAssignor.class},
        fields = false)
final class AssignorReflection {

    private AssignorReflection() {}
}
