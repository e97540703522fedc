package dev.webrtclab.mediapeer.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.onvoid.webrtc.PeerConnectionFactory;

@AnalyzeClasses(
        packages = "dev.webrtclab.mediapeer.worker",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.webrtclab.mediapeer.worker";
    private static final String CALLBACKS = ROOT + ".peer.libwebrtc.NativeCallbacks";

    /** What the library calls on its own threads; an exception there ends the process. */
    private static final DescribedPredicate<JavaClass> OBSERVER =
            DescribedPredicate.describe(
                    "observer interfaces of the library",
                    type ->
                            type.isInterface()
                                    && type.getPackageName().startsWith("dev.onvoid.webrtc")
                                    && type.getSimpleName()
                                            .matches(".*(Observer|Callback|Sink|Listener)"));

    @ArchTest
    static final ArchRule picturesAreComputedFromNumbers =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".media")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".media");

    @ArchTest
    static final ArchRule statisticsAreValues =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".stats")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".stats");

    @ArchTest
    static final ArchRule theEnginesLogIsReadAsText =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".enginelog")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".enginelog");

    @ArchTest
    static final ArchRule sessionsKnowTheLibraryByTheirPorts =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".peer")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "dev.webrtclab.protocol..",
                            ROOT + ".enginelog",
                            ROOT + ".source",
                            ROOT + ".stats",
                            ROOT + ".peer");

    @ArchTest
    static final ArchRule sourcesAreRulesAndPorts =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".source")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..", "org.jspecify..", ROOT + ".media", ROOT + ".source");

    @ArchTest
    static final ArchRule onePackageCallsFfmpeg =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".source.ffmpeg")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule onePackageCallsTheLibrary =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".peer.libwebrtc")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.onvoid.webrtc..");

    @ArchTest
    static final ArchRule observersAreImplementedInOnePlace =
            noClasses()
                    .that()
                    .haveNameNotMatching(CALLBACKS.replace(".", "\\.") + "(\\$.*)?")
                    .should()
                    .implement(OBSERVER);

    @ArchTest
    static final ArchRule factoryNeverOpensAudioDevices =
            noClasses()
                    .should()
                    .callConstructor(PeerConnectionFactory.class)
                    .because("without a headless module the library aborts in a container");

    @ArchTest
    static final ArchRule nativesGetGuardedTextOnly =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".peer.libwebrtc")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.webrtclab.protocol.worker", "dev.webrtclab.protocol.link");
}
