package org.ordertracking.broker.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The layers of docs/architecture.md: each uses only those below it, and what is foreign stays where it is needed. */
class LayersTest {
    private static final String ROOT = "org.ordertracking.broker";
    private static final JavaClasses BROKER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyLayerUsesOnlyThoseBelowIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("root")
                .definedBy(ROOT)
                .layer("console")
                .definedBy(ROOT + ".console..")
                .layer("net")
                .definedBy(ROOT + ".net..")
                .layer("api")
                .definedBy(ROOT + ".api..")
                .layer("group")
                .definedBy(ROOT + ".group..")
                .layer("transaction")
                .definedBy(ROOT + ".transaction..")
                .layer("share")
                .definedBy(ROOT + ".share..")
                .layer("coordinator")
                .definedBy(ROOT + ".coordinator..")
                .layer("records")
                .definedBy(ROOT + ".records..")
                .layer("sql")
                .definedBy(ROOT + ".sql..")
                .layer("quota")
                .definedBy(ROOT + ".quota..")
                .layer("topic")
                .definedBy(ROOT + ".topic..")
                .layer("memory")
                .definedBy(ROOT + ".memory..")
                .layer("log")
                .definedBy(ROOT + ".log..")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("net")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("root", "net", "console")
                .whereLayer("group")
                .mayOnlyBeAccessedByLayers("root", "api", "console")
                .whereLayer("transaction")
                .mayOnlyBeAccessedByLayers("root", "api")
                .whereLayer("share")
                .mayOnlyBeAccessedByLayers("root", "api")
                .whereLayer("coordinator")
                .mayOnlyBeAccessedByLayers("root", "group", "transaction", "share")
                .whereLayer("records")
                .mayOnlyBeAccessedByLayers("root", "console", "sql")
                .whereLayer("sql")
                .mayOnlyBeAccessedByLayers("root", "console")
                .whereLayer("quota")
                .mayOnlyBeAccessedByLayers("root", "net", "api")
                .whereLayer("topic")
                .mayOnlyBeAccessedByLayers(
                        "root", "api", "group", "transaction", "share", "coordinator", "quota", "console", "sql")
                .whereLayer("memory")
                .mayOnlyBeAccessedByLayers("root")
                .ensureAllClassesAreContainedInArchitecture()
                .check(BROKER);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(BROKER);
    }

    @Test
    void onlyTheLogKnowsMapDb() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mapdb..")
                .check(BROKER);
    }

    @Test
    void onlyTheEnginesOwnProcessKnowsDuckDb() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".sql.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.duckdb..")
                .check(BROKER);
    }

    @Test
    void onlyTheNetworkLayerTheRootAndTheConsolesWebKnowVertxAndNetty() {
        noClasses()
                .that(resideInAnyPackage(
                        ROOT + ".console",
                        ROOT + ".console.view..",
                        ROOT + ".records..",
                        ROOT + ".sql..",
                        ROOT + ".api..",
                        ROOT + ".group..",
                        ROOT + ".transaction..",
                        ROOT + ".share..",
                        ROOT + ".quota..",
                        ROOT + ".coordinator..",
                        ROOT + ".topic..",
                        ROOT + ".log.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(BROKER);
    }

    @Test
    void onlyTheRootKnowsQuarkusAndTheConsoleItsTemplates() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".console.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "org.eclipse.microprofile..")
                .check(BROKER);
    }

    @Test
    void theCoordinatorsStayInTheirLayersAndBehindTheHandlers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT,
                        ROOT + ".group..",
                        ROOT + ".share..",
                        ROOT + ".coordinator..",
                        ROOT + ".transaction..",
                        ROOT + ".api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.coordinator..")
                .check(BROKER);
    }

    @Test
    void metadataImagesStayBelowTheHandlers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".topic..", ROOT + ".group..", ROOT + ".share..", ROOT + ".quota..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.image..", "org.apache.kafka.metadata..")
                .check(BROKER);
    }

    @Test
    void requestsAndResponsesOfTheProtocolStayAboveTheTopics() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".topic..", ROOT + ".log..", ROOT + ".transaction..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.kafka.common.message..")
                        .or(nameMatching("org\\.apache\\.kafka\\.common\\.requests\\..*")))
                .check(BROKER);
    }
}
