package org.ordertracking.endtoend.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

class ClientChecksTest {

    private static final Client CLIENT = Client.KCAT;
    private static final Feature CLAIMED = Feature.FIRST_STEPS;
    private static final Feature UNCLAIMED = Feature.ERRORS;

    private final ClientChecks checks = new ClientChecks(
            CLIENT,
            new PublishedClaims(Map.of(CLIENT, List.of("1.0", "1.1")), Map.of(CLIENT, Set.of(CLAIMED))),
            () -> "1.1");

    @Test
    void aClaimedFeaturePasses() {
        checks.check(CLAIMED, () -> {});

        assertThatCode(test(CLAIMED)::execute).doesNotThrowAnyException();
    }

    @Test
    void aClaimedFeatureThatDoesNotPassFails() {
        checks.check(CLAIMED, () -> {
            throw new AssertionError("broken");
        });

        assertThatThrownBy(test(CLAIMED)::execute).hasMessage("broken");
    }

    @Test
    void aFeatureThatPassesWithoutAClaimFails() {
        checks.check(UNCLAIMED, () -> {});

        assertThatThrownBy(test(UNCLAIMED)::execute)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\"kcat: errors\" passes and is not claimed");
    }

    @Test
    void aFeatureThatIsNeitherThereNorClaimedIsReportedAsNotPassing() {
        checks.check(UNCLAIMED, () -> {
            throw new AssertionError("not there");
        });

        assertThatThrownBy(test(UNCLAIMED)::execute)
                .isInstanceOf(TestAbortedException.class)
                .hasRootCauseMessage("not there");
    }

    @Test
    void aClaimThatNothingChecksFails() {
        assertThatThrownBy(test(CLAIMED)::execute).hasMessageContaining("nothing checks it");
    }

    @Test
    void aVersionThatIsNotPublishedFails() {
        ClientChecks other =
                new ClientChecks(CLIENT, new PublishedClaims(Map.of(CLIENT, List.of("1.0")), Map.of()), () -> "2.0");

        assertThat(other.tests())
                .hasSize(1)
                .first()
                .satisfies(test ->
                        assertThatThrownBy(test.getExecutable()::execute).hasMessageContaining("2.0"));
        assertThatCode(checks.tests().findFirst().orElseThrow().getExecutable()::execute)
                .doesNotThrowAnyException();
    }

    private Executable test(Feature feature) {
        return checks.tests()
                .filter(test -> test.getDisplayName().equals(feature.id()))
                .findFirst()
                .orElseThrow()
                .getExecutable();
    }
}
