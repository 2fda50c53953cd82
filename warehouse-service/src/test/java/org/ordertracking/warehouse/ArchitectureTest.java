package org.ordertracking.warehouse;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ordertracking.warehouse");

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..warehouse.domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.ordertracking.warehouse.domain.."))
                .check(SERVICE);
    }

    @Test
    void dependenciesPointInwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy("..warehouse.api..")
                .layer("consumer")
                .definedBy("..warehouse.consumer..")
                .layer("application")
                .definedBy("..warehouse.application..")
                .layer("storage")
                .definedBy("..warehouse.storage..")
                .layer("domain")
                .definedBy("..warehouse.domain..")
                .whereLayer("api")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("consumer")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("api", "consumer")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers("application")
                .check(SERVICE);
    }

    @Test
    void everyClassBelongsToALayer() {
        classes()
                .should()
                .resideInAnyPackage(
                        "..warehouse.api..",
                        "..warehouse.consumer..",
                        "..warehouse.application..",
                        "..warehouse.storage..",
                        "..warehouse.domain..")
                .check(SERVICE);
    }

    @Test
    void servicesShareOnlyEventsMessagingAndTheEdge() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.ordertracking..")
                        .and(not(resideInAnyPackage(
                                "org.ordertracking.warehouse..",
                                "org.ordertracking.events..",
                                "org.ordertracking.http..",
                                "org.ordertracking.messaging.."))))
                .check(SERVICE);
    }

    @Test
    void onlyStorageSpeaksSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..warehouse.storage..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql.."))
                .check(SERVICE);
    }
}
