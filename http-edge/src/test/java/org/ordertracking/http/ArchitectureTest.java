package org.ordertracking.http;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the layers: problem ← limit, request, stream, description; limit, door ← admin. The door is a module of its own. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ordertracking.http");

    @Test
    void eachLayerUsesOnlyThoseBelowIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.ordertracking.http..")
                .layer("problem")
                .definedBy("..http.problem..")
                .layer("door")
                .definedBy("..http.door..")
                .layer("limit")
                .definedBy("..http.limit..")
                .layer("request")
                .definedBy("..http.request..")
                .layer("stream")
                .definedBy("..http.stream..")
                .layer("admin")
                .definedBy("..http.admin..")
                .layer("description")
                .definedBy("..http.description..")
                .whereLayer("problem")
                .mayNotAccessAnyLayer()
                .whereLayer("door")
                .mayNotAccessAnyLayer()
                .whereLayer("limit")
                .mayOnlyAccessLayers("problem")
                .whereLayer("request")
                .mayOnlyAccessLayers("problem")
                .whereLayer("stream")
                .mayOnlyAccessLayers("problem")
                .whereLayer("admin")
                .mayOnlyAccessLayers("problem", "limit", "door")
                .whereLayer("description")
                .mayOnlyAccessLayers("problem")
                .check(CLASSES);
    }

    @Test
    void theEdgeKnowsTheContractAndNothingElseOfTheProject() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.ordertracking..")
                        .and(not(resideInAnyPackage("org.ordertracking.http..", "org.ordertracking.events.."))))
                .check(CLASSES);
    }
}
