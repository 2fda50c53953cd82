package org.ordertracking.endtoend.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published table says what the tests hold the broker to. {@code -Dcompatibility.write=true} writes it anew. */
class ClientTableTest {

    private static final Path PAGE = Path.of(System.getProperty("modules.directory"), "docs", "compatibility.md");
    private static final String BEGIN = "<!-- table: clients -->";
    private static final String END = "<!-- end of table -->";

    @Test
    void thePublishedTableIsThatOfTheClaims() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int begin = page.indexOf(BEGIN) + 1;
        int end = begin + page.subList(begin, page.size()).indexOf(END);
        assertThat(begin).as("%s in %s", BEGIN, PAGE).isPositive();
        assertThat(end).as("%s in %s", END, PAGE).isGreaterThanOrEqualTo(begin);
        List<String> table = ClientTable.of(PublishedClaims.read());

        if (Boolean.getBoolean("compatibility.write")) {
            List<String> written = new ArrayList<>(page.subList(0, begin));
            written.addAll(table);
            written.addAll(page.subList(end, page.size()));
            Files.write(PAGE, written);
            return;
        }
        assertThat(page.subList(begin, end))
                .as("the table in docs/compatibility.md; -Dcompatibility.write=true writes it")
                .isEqualTo(table);
    }

    @Test
    void everyClientHasAVersion() {
        assertThat(PublishedClaims.read().versions()).containsOnlyKeys(Client.values());
    }
}
