package org.ordertracking.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.http.door.Visitor;
import org.ordertracking.http.limit.HandClock;
import org.ordertracking.http.limit.LimitsOnHandClock;
import org.ordertracking.http.problem.ProblemException;

class AdminDoorTest {

    private static final String TOKEN = "correct-horse-battery";

    private final HandClock clock = new HandClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void withoutATokenItIsClosedAndNamesTheSetting() {
        ProblemException refusal = refusal(door(null, false), visitor("Bearer " + TOKEN));

        assertThat(refusal.problem().status()).isEqualTo(403);
        assertThat(refusal.problem().detail()).contains("admin.token");
        assertThat(refusal.problem().remedy()).contains("ADMIN_TOKEN", "16 characters");
        assertThat(turnedAway("closed")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer correct-horse-battery", "bearer  correct-horse-battery "})
    void theRightTokenOpensIt(String authorization) {
        assertThatCode(() -> door(TOKEN, false).admit(visitor(authorization))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer correct-horse-batterz",
                "Bearer correct-horse-battery-staple",
                "Bearer",
                "Basic correct-horse-battery",
                "correct-horse-battery"
            })
    void anotherTokenDoesNot(String authorization) {
        ProblemException refusal = refusal(door(TOKEN, false), visitor(authorization));

        assertThat(refusal.problem().status()).isEqualTo(401);
        assertThat(refusal.headers())
                .containsEntry("WWW-Authenticate", "Bearer realm=\"admin\", error=\"invalid_token\"");
        assertThat(turnedAway("wrong-token")).isEqualTo(1);
    }

    @Test
    void whoSendsNoTokenIsAskedForOne() {
        ProblemException refusal = refusal(door(TOKEN, false), visitor(null));

        assertThat(refusal.problem().status()).isEqualTo(401);
        assertThat(refusal.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"admin\"");
    }

    @Test
    void aTokenIsNeededInADemonstrationTooWhenOneIsSet() {
        assertThat(refusal(door(TOKEN, true), visitor(null)).problem().status()).isEqualTo(401);
    }

    @Test
    void anAddressThatGuessesHasToWait() {
        AdminDoor door = door(TOKEN, false);
        refusal(door, visitor("Bearer wrong"));
        refusal(door, visitor("Bearer wrong"));

        ProblemException refusal = refusal(door, visitor("Bearer " + TOKEN));

        assertThat(refusal.problem().status()).isEqualTo(429);
        assertThat(refusal.headers()).containsEntry("Retry-After", "5");
        clock.advance(Duration.ofSeconds(5));
        assertThatCode(() -> door.admit(visitor("Bearer " + TOKEN))).doesNotThrowAnyException();
    }

    @Test
    void noRefusalRepeatsAToken() {
        AdminDoor door = door(TOKEN, false);

        assertThat(refusal(door, visitor("Bearer guessed-secret")).problem().toString())
                .doesNotContain("guessed-secret", TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "localhost:8080,       -,                      -",
                "127.0.0.1:8080,       -,                      -",
                "'[::1]:8080',         -,                      -",
                "order-service:8080,   -,                      -",
                "shop.localhost:8080,  -,                      -",
                "localhost:8080,       http://localhost:8080,  same-origin",
                "localhost,            http://localhost:80,    same-origin",
                "localhost:8080,       -,                      none",
            })
    void aDemonstrationIsOpenToItsOwnPagesAndToPrograms(String host, String origin, String fetchSite) {
        assertThatCode(() -> door(null, true).admit(browser(host, origin, fetchSite)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "localhost:8080,       http://evil.example,    cross-site",
                "localhost:8080,       http://evil.example,    -",
                "localhost:8080,       -,                      cross-site",
                "localhost:8080,       http://localhost:8081,  same-site",
                "localhost:8080,       http://localhost:8081,  -",
                "localhost:8080,       null,                   -",
                "rebound.evil.example, http://rebound.evil.example, same-origin",
                "127.0.0.1.evil.example:8080, -,               -",
                "-,                    -,                      -",
                "user@localhost,       -,                      -",
            })
    void aDemonstrationIsClosedToPagesOfOthers(String host, String origin, String fetchSite) {
        assertThat(refusal(door(null, true), browser(host, origin, fetchSite))
                        .problem()
                        .status())
                .isEqualTo(403);
        assertThat(turnedAway("foreign-origin")).isEqualTo(1);
    }

    private AdminDoor door(String token, boolean demo) {
        return new AdminDoor(
                () -> Optional.ofNullable(token), new DemoProfile(demo), LimitsOnHandClock.few(clock, meters), meters);
    }

    private static ProblemException refusal(AdminDoor door, Visitor visitor) {
        return catchThrowableOfType(ProblemException.class, () -> door.admit(visitor));
    }

    private double turnedAway(String reason) {
        return meters.counter("admin.refused", "reason", reason).count();
    }

    private static Visitor visitor(String authorization) {
        return new Visitor(
                "10.0.0.1",
                Optional.of("localhost"),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(authorization));
    }

    private static Visitor browser(String host, String origin, String fetchSite) {
        return new Visitor(
                "10.0.0.1",
                Optional.ofNullable(host),
                Optional.ofNullable(origin),
                Optional.ofNullable(fetchSite),
                Optional.empty());
    }
}
