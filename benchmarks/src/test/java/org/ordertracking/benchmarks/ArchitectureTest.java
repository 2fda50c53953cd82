package org.ordertracking.benchmarks;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.ordertracking.benchmarks");

    @Test
    void measuringKnowsNothingOfBrokersAndReportingNothingOfWork() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("program")
                .definedBy("org.ordertracking.benchmarks")
                .layer("run")
                .definedBy("..run")
                .layer("report")
                .definedBy("..report")
                .layer("growth")
                .definedBy("..growth")
                .layer("workload")
                .definedBy("..workload")
                .layer("clients")
                .definedBy("..clients")
                .layer("brokers")
                .definedBy("..brokers")
                .layer("measure")
                .definedBy("..measure")
                .withOptionalLayers(true)
                .whereLayer("program")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("run")
                .mayOnlyBeAccessedByLayers("program")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("program")
                .whereLayer("growth")
                .mayOnlyBeAccessedByLayers("program", "run")
                .whereLayer("workload")
                .mayOnlyBeAccessedByLayers("program", "run")
                .whereLayer("clients")
                .mayOnlyBeAccessedByLayers("workload", "growth", "run")
                .whereLayer("brokers")
                .mayOnlyBeAccessedByLayers("program", "clients", "workload", "growth", "run")
                .check(CLASSES);
    }
}
