package org.ordertracking.broker.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.console.ProblemException;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.MovingClock;
import org.ordertracking.http.door.Visitor;

class DoorTest {
    private static final String TOKEN = "correct-horse-battery";
    private static final Guest PROGRAM = guest("localhost:8090", null, null, null, null);

    private final MovingClock clock = new MovingClock(new FakeTimer());
    private final Door open = door(null, false, false);
    private final Door demo = door(null, true, false);
    private final Door locked = door(TOKEN, false, false);

    @Test
    void withoutATokenEverybodyMayLookAndNobodyMayChange() {
        assertThatCode(() -> open.admitToLook(PROGRAM)).doesNotThrowAnyException();
        assertStatus(403, () -> open.admitToChange(PROGRAM));
        assertThat(open.closedForChanges()).get().asString().contains("broker.console.token");
    }

    @Test
    void inADemonstrationThoseWhoAreHereMayChange() {
        assertThatCode(() -> demo.admitToChange(PROGRAM)).doesNotThrowAnyException();
    }

    @Test
    void aPageOfAnotherOriginMayNeitherReadNorChange() {
        Guest otherPort = guest("localhost:8090", "http://localhost:8080", "same-site", null, null);
        Guest otherSite = guest("localhost:8090", "https://evil.example", "cross-site", null, null);
        Guest rebound = guest("evil.example:8090", null, "same-origin", null, null);

        for (Guest foreign : new Guest[] {otherPort, otherSite, rebound}) {
            assertStatus(403, () -> open.admitToLook(foreign));
            assertStatus(403, () -> demo.admitToChange(foreign));
        }
    }

    @Test
    void aLinkOnAnotherPageMayLeadToAPageButNotUnderAnotherName() {
        Guest led = new Guest(
                new Visitor(
                        "127.0.0.1",
                        Optional.of("localhost:8090"),
                        Optional.empty(),
                        Optional.of("cross-site"),
                        Optional.empty()),
                Optional.empty(),
                Optional.of("navigate"));
        Guest rebound = guest("evil.example:8090", null, "none", null, null);

        assertThatCode(() -> open.admitToPages(led)).doesNotThrowAnyException();
        assertStatus(403, () -> open.admitToLook(led));
        assertStatus(403, () -> open.admitToPages(rebound));
    }

    @Test
    void withATokenOneHasToSendItAlsoToLook() {
        assertStatus(401, () -> locked.admitToLook(PROGRAM));
        assertStatus(
                401, () -> locked.admitToLook(guest("localhost:8090", null, null, "Bearer wrong-wrong-wrong", null)));
        assertThatCode(() -> locked.admitToChange(guest("broker.example.com", null, null, "Bearer " + TOKEN, null)))
                .doesNotThrowAnyException();
    }

    @Test
    void whoHasLoggedInComesInUntilTheSessionIsOver() {
        String session = locked.login(PROGRAM, TOKEN);
        Guest known = guest("localhost:8090", null, "same-origin", null, session);

        assertThatCode(() -> locked.admitToChange(known)).doesNotThrowAnyException();
        assertThat(locked.maySeePages(known)).isTrue();

        clock.advance(Session.LENGTH);

        assertStatus(401, () -> locked.admitToLook(known));
        assertThat(locked.maySeePages(known)).isFalse();
    }

    @Test
    void aSessionIsNoUseToAPageOfAnotherOrigin() {
        String session = locked.login(PROGRAM, TOKEN);

        assertStatus(
                403, () -> locked.admitToChange(guest("localhost:8090", "http://localhost:8080", null, null, session)));
        assertStatus(403, () -> locked.admitToLook(guest("localhost:8090", null, "cross-site", null, session)));
    }

    @Test
    void aSessionCannotBeMadeUpOrProlonged() {
        String session = locked.login(PROGRAM, TOKEN);
        String later = "9" + session;

        for (String forged : new String[] {"", ".", "1.", later, session + "x", "9999999999999.AAAA"}) {
            assertStatus(401, () -> locked.admitToLook(guest("localhost:8090", null, null, null, forged)));
        }
        assertStatus(
                401,
                () -> door("another-long-token", false, false)
                        .admitToLook(guest("localhost:8090", null, null, null, session)));
    }

    @Test
    void whoGuessesHasToWait() {
        for (int i = 0; i < WrongTokens.MOST; i++) {
            assertStatus(401, () -> locked.login(PROGRAM, "guess"));
        }

        assertStatus(429, () -> locked.login(PROGRAM, TOKEN));
        assertStatus(429, () -> locked.admitToLook(guest("localhost:8090", null, null, "Bearer " + TOKEN, null)));

        clock.advance(Duration.ofMinutes(1));

        assertThat(locked.login(PROGRAM, TOKEN)).isNotEmpty();
    }

    @Test
    void readOnlyHoldsForEverybody() {
        Door readOnly = door(TOKEN, true, true);

        assertStatus(403, () -> readOnly.admitToChange(guest("localhost:8090", null, null, "Bearer " + TOKEN, null)));
        assertThatCode(() -> readOnly.admitToLook(guest("localhost:8090", null, null, "Bearer " + TOKEN, null)))
                .doesNotThrowAnyException();
    }

    private Door door(String token, boolean demonstration, boolean readOnly) {
        return new Door(
                new ConsoleSettings(readOnly, Optional.ofNullable(token), demonstration, Optional.empty(), 1, 1, 1),
                clock);
    }

    private static Guest guest(String host, String origin, String fetchSite, String authorization, String session) {
        return new Guest(
                new Visitor(
                        "127.0.0.1",
                        Optional.ofNullable(host),
                        Optional.ofNullable(origin),
                        Optional.ofNullable(fetchSite),
                        Optional.ofNullable(authorization)),
                Optional.ofNullable(session),
                Optional.empty());
    }

    private static void assertStatus(int status, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }
}
