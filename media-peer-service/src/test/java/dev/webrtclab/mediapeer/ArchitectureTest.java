package dev.webrtclab.mediapeer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.webrtclab.mediapeer",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.webrtclab.mediapeer";

    @ArchTest
    static final ArchRule supervisor_hasNoNativeCode =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.onvoid..");

    @ArchTest
    static final ArchRule sessions_arePure =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".sessions")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            ROOT + ".sessions",
                            "dev.webrtclab.protocol..",
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule linkCore_isPure =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".signaling")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            ROOT + ".signaling",
                            "dev.webrtclab.protocol..",
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule cores_takeTimeAsAnArgument =
            noClasses()
                    .that()
                    .resideInAnyPackage(ROOT + ".sessions", ROOT + ".signaling")
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule workersAndLink_knowNothingOfSessions =
            noClasses()
                    .that()
                    .resideInAnyPackage(ROOT + ".worker", ROOT + ".signaling..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".sessions", ROOT + ".control..", ROOT + ".ops");
}
