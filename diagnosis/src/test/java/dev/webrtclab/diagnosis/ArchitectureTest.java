package dev.webrtclab.diagnosis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.webrtclab.diagnosis",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PURE =
            classes()
                    .that()
                    .resideOutsideOfPackages("..json", "..internals")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.webrtclab.diagnosis..",
                            "dev.webrtclab.protocol.record..",
                            "dev.webrtclab.protocol.signaling..",
                            "java.lang..",
                            "java.util..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule FORMATS_DO_NO_IO =
            classes()
                    .that()
                    .resideInAnyPackage("..json", "..internals")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.webrtclab.diagnosis..",
                            "dev.webrtclab.protocol..",
                            "com.fasterxml.jackson..",
                            "java.time..",
                            "java.lang..",
                            "java.util..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule EVIDENCE_JUDGES_NOTHING =
            noClasses()
                    .that()
                    .resideInAPackage("..verdict.evidence")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..verdict.rules", "..verdict.stages", "..verdict.text");

    @ArchTest
    static final ArchRule PATHS_KNOW_NO_NAT =
            noClasses()
                    .that()
                    .resideInAPackage("..path")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..nat");
}
