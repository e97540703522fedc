package dev.webrtclab.natprobe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.webrtclab.natprobe",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule core_isPlainJava =
            classes()
                    .that()
                    .resideInAPackage("dev.webrtclab.natprobe.nat")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("dev.webrtclab.natprobe.nat", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule core_opensNoSockets =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.webrtclab.natprobe.nat", "dev.webrtclab.natprobe.turn")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "java\\.net\\.(Socket|DatagramSocket|ServerSocket)|java\\.time\\.Clock");

    @ArchTest
    static final ArchRule turnCore_isPlainJava =
            classes()
                    .that()
                    .resideInAPackage("dev.webrtclab.natprobe.turn")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.webrtclab.natprobe.turn",
                            "dev.webrtclab.natprobe.nat",
                            "java..",
                            "javax.crypto..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule ice4j_staysInItsAdapter =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.webrtclab.natprobe.nat.ice4j", "dev.webrtclab.natprobe.turn.ice4j")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.ice4j..");

    @ArchTest
    static final ArchRule probing_knowsNoHttp =
            noClasses()
                    .that()
                    .resideInAPackage("dev.webrtclab.natprobe.probe")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jakarta.ws.rs..");
}
