package org.ordertracking.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Holds the layers: domain ← store ← application ← messaging, screening, stream, api, page and controlroom. The other services are
 * asked by pages only.
 */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ordertracking");

    @Test
    void eachLayerUsesOnlyThoseBelowIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.ordertracking.order..")
                .layer("domain")
                .definedBy("org.ordertracking.order.domain..")
                .layer("store")
                .definedBy("org.ordertracking.order.store..")
                .layer("application")
                .definedBy("org.ordertracking.order.application..")
                .layer("messaging")
                .definedBy("org.ordertracking.order.messaging..")
                .layer("screening")
                .definedBy("org.ordertracking.order.screening..")
                .layer("stream")
                .definedBy("org.ordertracking.order.stream..")
                .layer("api")
                .definedBy("org.ordertracking.order.api..")
                .layer("neighbours")
                .definedBy("org.ordertracking.order.neighbours..")
                .layer("page")
                .definedBy("org.ordertracking.order.page..")
                .layer("controlroom")
                .definedBy("org.ordertracking.order.controlroom..")
                .whereLayer("domain")
                .mayNotAccessAnyLayer()
                .whereLayer("store")
                .mayOnlyAccessLayers("domain")
                .whereLayer("application")
                .mayOnlyAccessLayers("domain", "store")
                .whereLayer("messaging")
                .mayOnlyAccessLayers("domain", "store", "application")
                .whereLayer("screening")
                .mayOnlyAccessLayers("application")
                .whereLayer("stream")
                .mayOnlyAccessLayers("domain", "store", "application")
                .whereLayer("api")
                .mayOnlyAccessLayers("domain", "store", "application", "stream")
                .whereLayer("neighbours")
                .mayNotAccessAnyLayer()
                .whereLayer("page")
                .mayOnlyAccessLayers("domain", "store", "application", "neighbours")
                .whereLayer("controlroom")
                .mayOnlyAccessLayers("domain", "store", "application", "neighbours")
                .whereLayer("neighbours")
                .mayOnlyBeAccessedByLayers("page", "controlroom")
                .check(CLASSES);
    }

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("org.ordertracking.order.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.ordertracking.order.domain..", "org.ordertracking.events..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.ordertracking.order.store..")
                .and()
                .resideInAPackage("org.ordertracking.order..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jdbi..")
                .check(CLASSES);
    }

    @Test
    void theRuleThatOrdersAreScreenedByIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("org.ordertracking.order.screening.rule..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.ordertracking.order.screening.rule..", "org.ordertracking.events..")
                .check(CLASSES);
    }

    @Test
    void onlyMessagingScreeningAndTheControlRoomKnowKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.ordertracking.order.messaging..",
                        "org.ordertracking.order.screening..",
                        "org.ordertracking.order.controlroom..")
                .and()
                .resideInAPackage("org.ordertracking.order..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.eclipse.microprofile.reactive.messaging..")
                .check(CLASSES);
    }

    @Test
    void theServiceSharesNothingWithOthersButEventsMessagingAndTheEdge() {
        noClasses()
                .that()
                .resideInAPackage("org.ordertracking.order..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "belong to another service",
                        used -> used.getPackageName().startsWith("org.ordertracking.")
                                && !used.getPackageName().startsWith("org.ordertracking.order")
                                && !used.getPackageName().startsWith("org.ordertracking.events")
                                && !used.getPackageName().startsWith("org.ordertracking.http")
                                && !used.getPackageName().startsWith("org.ordertracking.messaging")))
                .check(CLASSES);
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        slices().matching("org.ordertracking.order.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
