package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConsoleReflectionTest {

    @Test
    void whatIsWrittenAsJsonIsKeptInANativeExecutable() {
        Set<String> registered = Arrays.stream(ConsoleReflection.class
                        .getAnnotation(RegisterForReflection.class)
                        .targets())
                .map(Class::getName)
                .collect(Collectors.toSet());
        JavaClasses views = new ClassFileImporter().importPackages("org.ordertracking.broker.console.view");

        assertThat(views)
                .filteredOn(view -> view.getEnclosingClass().isEmpty()
                        && !view.getSimpleName().equals("package-info"))
                .isNotEmpty()
                .allSatisfy(view -> assertThat(registered).contains(view.getName()));
    }
}
