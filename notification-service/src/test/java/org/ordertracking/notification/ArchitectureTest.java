package org.ordertracking.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "org.ordertracking.notification";

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void eachPackageUsesOnlyThoseBelowIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy(ROOT + ".api..")
                .layer("consumer")
                .definedBy(ROOT + ".consumer..")
                .layer("sending")
                .definedBy(ROOT + ".sending..")
                .layer("application")
                .definedBy(ROOT + ".application..")
                .layer("channel")
                .definedBy(ROOT + ".channel..")
                .layer("text")
                .definedBy(ROOT + ".text..")
                .layer("storage")
                .definedBy(ROOT + ".storage..")
                .layer("config")
                .definedBy(ROOT + ".config..")
                .layer("domain")
                .definedBy(ROOT + ".domain..")
                .whereLayer("api")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("consumer")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sending")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("consumer", "sending")
                .whereLayer("channel")
                .mayOnlyBeAccessedByLayers("sending")
                .whereLayer("text")
                .mayOnlyBeAccessedByLayers("application")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers("api", "sending", "application")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("sending", "channel", "text")
                .whereLayer("domain")
                .mayOnlyBeAccessedByLayers("api", "consumer", "sending", "application", "channel", "text", "storage")
                .check(SERVICE);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".domain..", "org.ordertracking.events..", "java..")
                .check(SERVICE);
    }

    @Test
    void servicesShareNothingButEventsAndMessaging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.ordertracking.order..",
                        "org.ordertracking.warehouse..",
                        "org.ordertracking.logistics..",
                        "org.ordertracking.broker..")
                .check(SERVICE);
    }
}
