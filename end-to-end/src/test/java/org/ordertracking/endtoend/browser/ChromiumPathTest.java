package org.ordertracking.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumPathTest {

    @TempDir
    private Path folder;

    @Test
    void theFirstOfTheUsualOnesThatIsThereIsTaken() throws IOException {
        Path second = executable("second");
        Path third = executable("third");

        assertThat(ChromiumPath.find("", List.of(folder.resolve("first"), second, third)))
                .contains(second);
    }

    @Test
    void theOneThatIsNamedIsTakenBeforeTheUsualOnes() throws IOException {
        Path named = executable("named");

        assertThat(ChromiumPath.find(named.toString(), List.of(executable("usual"))))
                .contains(named);
    }

    @Test
    void playwrightFindsItsOwn() {
        assertThat(ChromiumPath.find("bundled", List.of())).isEmpty();
    }

    @Test
    void whereThereIsNoneTheErrorSaysWhatToInstall() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> ChromiumPath.find(missing.toString(), List.of()))
                .hasMessageContainingAll(missing.toString(), "apt install chromium", "-Dbrowser.path=");
    }

    private Path executable(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
