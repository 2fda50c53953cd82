package org.ordertracking.logistics;

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
            .importPackages("org.ordertracking.logistics");

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..logistics.domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.ordertracking.logistics.domain.."))
                .check(SERVICE);
    }

    @Test
    void dependenciesPointInwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy("..logistics.api..")
                .layer("consumer")
                .definedBy("..logistics.consumer..")
                .layer("application")
                .definedBy("..logistics.application..")
                .layer("stream")
                .definedBy("..logistics.stream..")
                .layer("fleet")
                .definedBy("..logistics.fleet..")
                .layer("config")
                .definedBy("..logistics.config..")
                .layer("storage")
                .definedBy("..logistics.storage..")
                .layer("domain")
                .definedBy("..logistics.domain..")
                .whereLayer("api")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("consumer")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("api", "consumer", "stream", "fleet")
                .whereLayer("stream")
                .mayOnlyBeAccessedByLayers("api")
                .whereLayer("fleet")
                .mayOnlyBeAccessedByLayers("api", "stream")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("application")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers("application", "fleet")
                .check(SERVICE);
    }

    @Test
    void everyClassBelongsToALayer() {
        classes()
                .should()
                .resideInAnyPackage(
                        "..logistics.api..",
                        "..logistics.consumer..",
                        "..logistics.application..",
                        "..logistics.stream..",
                        "..logistics.fleet..",
                        "..logistics.config..",
                        "..logistics.storage..",
                        "..logistics.domain..")
                .check(SERVICE);
    }

    @Test
    void servicesShareOnlyEventsMessagingAndTheEdge() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.ordertracking..")
                        .and(not(resideInAnyPackage(
                                "org.ordertracking.logistics..",
                                "org.ordertracking.events..",
                                "org.ordertracking.http..",
                                "org.ordertracking.messaging.."))))
                .check(SERVICE);
    }

    @Test
    void onlyStorageSpeaksSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..logistics.storage..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql.."))
                .check(SERVICE);
    }
}
