package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the repository as a whole. */
class RepositoryRulesTest {
    private static final Pattern LINK =
            Pattern.compile("]\\((?!https?:|#|mailto:)([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern PROOF =
            Pattern.compile("`([A-Z][A-Za-z0-9]+(?:IT|Test))(?:\\.[^`]*)?`");

    @Test
    void everyLinkInTheDocs_leadsToAFile() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : tracked("*.md")) {
            for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    dead.add(Lab.root().relativize(page) + " → " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyTestNamedAsProof_exists() throws IOException {
        List<String> sources =
                tracked("*.java").stream()
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .toList();
        Stream<String> named =
                PROOF.matcher(Files.readString(Lab.root().resolve("docs/proof.md")))
                        .results()
                        .map(match -> match.group(1))
                        .distinct();
        assertThat(named).isNotEmpty().allSatisfy(test -> assertThat(sources).contains(test));
    }

    @Test
    void lockFiles_nameNoRegistry() throws IOException {
        for (Path lock : tracked("*package-lock.json")) {
            assertThat(Files.readString(lock)).doesNotContain("\"resolved\": \"http");
        }
    }

    @Test
    void dockerfiles_useTagsThatEveryoneHas() throws IOException {
        for (Path file : tracked("*Dockerfile")) {
            assertThat(Files.readString(file))
                    .doesNotContain("# syntax=")
                    .doesNotContain("@sha256:");
        }
    }

    private static List<Path> tracked(String pattern) {
        return Shell.run(
                        Lab.root(),
                        Duration.ofSeconds(30),
                        List.of(
                                "git",
                                "ls-files",
                                "--cached",
                                "--others",
                                "--exclude-standard",
                                pattern))
                .orThrow()
                .lines()
                .map(Lab.root()::resolve)
                .filter(Files::exists)
                .toList();
    }
}
