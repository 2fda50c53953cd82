package org.ordertracking.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), null);
    }

    @Test
    void withoutArgumentsEverythingIsMeasuredFiveTimesAndWritten() {
        Options options = parse();

        assertThat(options.pairs()).isEqualTo(5);
        assertThat(options.gigabytes()).isEqualTo(10);
        assertThat(options.wants("anything")).isTrue();
        assertThat(options.growth()).isTrue();
        assertThat(options.write()).isTrue();
    }

    @Test
    void aPartOrAShortRunDoesNotTouchThePageUnlessAskedTo() {
        assertThat(parse("--only", "produce").write()).isFalse();
        assertThat(parse("--quick").write()).isFalse();
        assertThat(parse("--quick", "--write").write()).isTrue();
    }

    @Test
    void workloadsAreChosenByAPartOfTheirName() {
        Options options = parse("--only", "^produce|restart");

        assertThat(options.wants("produce-acks1")).isTrue();
        assertThat(options.wants("restart")).isTrue();
        assertThat(options.wants("consume-1")).isFalse();
    }

    @Test
    void aShortRunHasFewerPairsUnlessTheyAreGiven() {
        assertThat(parse("--quick").pairs()).isEqualTo(2);
        assertThat(parse("--quick", "--pairs", "3").pairs()).isEqualTo(3);
    }

    @Test
    void theJdkForCachesIsThatOfTheEnvironmentUnlessGiven() {
        assertThat(Options.parse(List.of(), "/jdk").aotJava()).contains(Path.of("/jdk"));
        assertThat(Options.parse(List.of("--aot-java", "/other"), "/jdk").aotJava())
                .contains(Path.of("/other"));
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> parse("--pairs", "none")).hasMessage("--pairs is none, which is no number");
        assertThatThrownBy(() -> parse("--gb", "-1")).hasMessage("--gb is -1; it has to be above 0");
        assertThatThrownBy(() -> parse("--pairs")).hasMessage("--pairs needs a value");
        assertThatThrownBy(() -> parse("--only", "(")).hasMessageStartingWith("--only: ");
        assertThatThrownBy(() -> parse("produce")).hasMessage("produce is no option");
    }
}
