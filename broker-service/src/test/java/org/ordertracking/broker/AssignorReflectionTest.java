package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.coordinator.group.api.assignor.PartitionAssignor;
import org.apache.kafka.coordinator.group.assignor.RangeAssignor;
import org.junit.jupiter.api.Test;

class AssignorReflectionTest {

    @Test
    void everyAssignorThatASettingCanNameIsKeptInANativeImage() {
        RegisterForReflection kept = AssignorReflection.class.getAnnotation(RegisterForReflection.class);

        assertThat(Arrays.stream(kept.targets()).map(Class::getName).toList())
                .containsExactlyInAnyOrderElementsOf(assignors());
    }

    private static Set<String> assignors() {
        return new ClassFileImporter()
                .importPackagesOf(RangeAssignor.class).stream()
                        .filter(type -> type.isAssignableTo(PartitionAssignor.class))
                        .filter(type ->
                                !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
    }
}
