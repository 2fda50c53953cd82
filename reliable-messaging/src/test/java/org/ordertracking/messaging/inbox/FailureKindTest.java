package org.ordertracking.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureKindTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "28P01", "40001", "40P01", "53300", "57P01", "55P03", "25006", "90028", "90098"})
    void whatTheDatabaseSaysOfItselfPasses(String state) {
        assertThat(FailureKind.of(new SQLException("database", state))).isEqualTo(FailureKind.TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "42P01"})
    void whatItSaysOfTheStatementDoesNot(String state) {
        assertThat(FailureKind.of(new SQLException("statement", state))).isEqualTo(FailureKind.POISON);
    }

    @Test
    void aFailureIsKnownByWhatCausedIt() {
        Throwable wrapped =
                new IllegalStateException(new RuntimeException(new SQLTransientConnectionException("away")));

        assertThat(FailureKind.of(wrapped)).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void aFailureOfTheHandlerIsPoison() {
        assertThat(FailureKind.of(new IllegalArgumentException("no such order")))
                .isEqualTo(FailureKind.POISON);
    }

    @Test
    void causesThatGoInACircleEnd() {
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));

        assertThat(FailureKind.of(first)).isEqualTo(FailureKind.POISON);
    }
}
