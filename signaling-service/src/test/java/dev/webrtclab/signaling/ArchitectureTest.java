package dev.webrtclab.signaling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
        packages = "dev.webrtclab.signaling",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.webrtclab.signaling";
    private static final String[] CORES = {
        ROOT + ".room",
        ROOT + ".mediapeer",
        ROOT + ".turn",
        ROOT + ".sessions",
        ROOT + ".status",
        ROOT + ".limits",
        ROOT + ".records",
        ROOT + ".networks",
        ROOT + ".matrix",
        ROOT + ".relay"
    };

    @ArchTest
    static final ArchRule CORES_KNOW_NO_TECHNOLOGY =
            classes()
                    .that()
                    .resideInAnyPackage(CORES)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            ROOT + ".room",
                            ROOT + ".mediapeer",
                            ROOT + ".turn",
                            ROOT + ".sessions",
                            ROOT + ".status",
                            ROOT + ".limits",
                            ROOT + ".records",
                            ROOT + ".networks",
                            ROOT + ".matrix",
                            ROOT + ".relay",
                            "dev.webrtclab.protocol..",
                            "dev.webrtclab.diagnosis..",
                            "java..",
                            "javax.crypto..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule ROOM_RULES_GET_THE_TIME =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORES)
                    .should()
                    .callMethod(Instant.class, "now")
                    .because("the core takes now as an argument or from a Clock");

    @ArchTest
    static final ArchRule ROOM_EDGES_DO_NOT_KNOW_EACH_OTHER =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".room.local")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".room.ws", ROOT + ".mediapeer.ws");
}
