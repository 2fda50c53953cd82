package org.ordertracking.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignPageTest {

    @Test
    void aProgramOrAnAddressThatSomebodyTypedIsNoForeignPage() {
        assertThat(ForeignPage.of(visitor("localhost:8090", null, null))).isEmpty();
        assertThat(ForeignPage.of(visitor("[::1]:8090", null, "none"))).isEmpty();
        assertThat(ForeignPage.of(visitor("127.0.0.1:8090", "http://127.0.0.1:8090", "same-origin")))
                .isEmpty();
    }

    @Test
    void anotherOriginIsForeignAlsoOnTheSameHost() {
        assertThat(ForeignPage.of(visitor("localhost:8090", "http://localhost:8080", null)))
                .isPresent();
        assertThat(ForeignPage.of(visitor("localhost:8090", null, "same-site"))).isPresent();
        assertThat(ForeignPage.of(visitor("localhost:8090", "null", null))).isPresent();
    }

    @Test
    void aNameOfTheInternetMayHaveBeenTurnedToThisMachine() {
        assertThat(ForeignPage.of(
                        visitor("rebound.example.com:8090", "http://rebound.example.com:8090", "same-origin")))
                .isPresent();
        assertThat(ForeignPage.of(visitor("user@localhost", null, null))).isPresent();
        assertThat(ForeignPage.of(visitor(null, null, null))).isPresent();
    }

    private static Visitor visitor(String host, String origin, String fetchSite) {
        return new Visitor(
                "127.0.0.1",
                Optional.ofNullable(host),
                Optional.ofNullable(origin),
                Optional.ofNullable(fetchSite),
                Optional.empty());
    }
}
