package org.ordertracking.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StackTextTest {

    @Test
    void theCauseAtTheBottomIsThereHoweverDeepTheCallsWere() {
        Throwable failure = new IllegalStateException("outer", deep(200, new ArithmeticException("the root of it")));

        String text = StackText.of(failure);

        assertThat(text)
                .startsWith("java.lang.IllegalStateException: outer\n\tat ")
                .contains("Caused by: java.lang.ArithmeticException: the root of it")
                .contains("more\n");
    }

    @Test
    void itFitsAlsoWhenEveryCauseTalksTooMuchInCharactersOfThreeBytes() {
        Throwable failure = new IllegalStateException("漢".repeat(5000));
        for (int i = 0; i < 30; i++) {
            failure = new IllegalStateException("漢".repeat(5000), failure);
        }

        assertThat(StackText.of(failure).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(StackText.MAX_BYTES);
    }

    @Test
    void causesThatGoInCirclesEnd() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException other = new IllegalStateException("other", one);
        one.initCause(other);

        assertThat(StackText.of(other)).containsOnlyOnce("IllegalStateException: one");
    }

    private static Throwable deep(int calls, Throwable thrown) {
        return calls == 0 ? new IllegalStateException("inner", thrown) : deep(calls - 1, thrown);
    }
}
