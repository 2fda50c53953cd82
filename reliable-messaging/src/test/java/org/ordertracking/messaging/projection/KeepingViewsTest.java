package org.ordertracking.messaging.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.messaging.projection.Generation.State;
import org.ordertracking.messaging.projection.GenerationReader.Step;

class KeepingViewsTest {

    private final Workshop workshop = new Workshop();

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void anotherProcessWaitsAsLongAsTheFirstKeepsTheView() {
        long live = workshop.first();
        GenerationReader first = workshop.process("first", live);
        GenerationReader second = workshop.process("second", live);
        first.step();

        assertThat(second.step()).isEqualTo(Step.WAITING);
    }

    @Test
    void anotherProcessGoesOnWhenTheFirstFallsSilentAndNothingIsAppliedTwice() {
        List<String> said = say(20);
        long live = workshop.first();
        GenerationReader first = workshop.process("first", live);
        first.step();
        first.step();

        workshop.clock.advance(workshop.config.lease());
        workshop.drain(workshop.process("second", live), live);
        assertThat(first.step()).isEqualTo(Step.READING);
        assertThat(first.step()).isEqualTo(Step.WAITING);

        assertThat(workshop.tally.rows(live)).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void aProcessThatStopsHandsOverAtOnce() {
        long live = workshop.first();
        GenerationReader first = workshop.process("first", live);
        first.step();

        first.handOver();

        assertThat(workshop.process("second", live).step()).isEqualTo(Step.READING);
    }

    @Test
    void readersSeeTheNewGenerationOnlyWhenItHasAllThatTheOldOneHad() {
        say(30);
        long live = workshop.first();
        workshop.drain(workshop.process("live", live), live);
        long rebuilt = workshop.rebuild();
        GenerationReader rebuilding = workshop.process("rebuild", rebuilt);

        while (workshop.current() == live) {
            assertThat(workshop.generation(live).state()).isEqualTo(State.CURRENT);
            rebuilding.step();
        }

        assertThat(workshop.tally.rows(rebuilt)).hasSize(30);
        assertThat(workshop.generations.retired()).extracting(Generation::id).containsExactly(live);
    }

    @Test
    void aGenerationThatHasReadLessIsNotMadeCurrent() {
        say(8);
        long live = workshop.first();
        GenerationReader liveProcess = workshop.process("live", live);
        workshop.drain(liveProcess, live);
        long rebuilt = rebuildWithLease();

        assertThat(workshop.switchover.attempt(Tally.NAME, rebuilt, "rebuild")).isFalse();

        assertThat(workshop.current()).isEqualTo(live);
        say(1);
        workshop.drain(liveProcess, live);
        assertThat(workshop.tally.rows(live)).as("it did not stand still").hasSize(9);
    }

    @Test
    void theGenerationThatIsReadStandsStillForOneThatIsClose() {
        say(3);
        long live = workshop.first();
        GenerationReader liveProcess = workshop.process("live", live);
        workshop.drain(liveProcess, live);
        long rebuilt = rebuildWithLease();

        assertThat(workshop.switchover.attempt(Tally.NAME, rebuilt, "rebuild")).isFalse();
        say(1);
        Step held = Step.READING;
        for (int i = 0; i < 3 && held == Step.READING; i++) {
            held = liveProcess.step();
        }

        assertThat(held).isEqualTo(Step.WAITING);
        workshop.drain(workshop.process("rebuild", rebuilt), rebuilt);
        assertThat(workshop.current()).isEqualTo(rebuilt);
    }

    /** A generation that is built by a process, which has read nothing for it yet. */
    private long rebuildWithLease() {
        long rebuilt = workshop.rebuild();
        workshop.transactions.run(() -> workshop.generations.lease(
                rebuilt, "rebuild", workshop.clock.instant().plus(workshop.config.lease())));
        return rebuilt;
    }

    @Test
    void aReaderOfARetiredGenerationEnds() {
        long live = workshop.first();
        GenerationReader liveProcess = workshop.process("live", live);
        workshop.drain(liveProcess, live);
        long rebuilt = workshop.rebuild();
        workshop.drain(workshop.process("live", rebuilt), rebuilt);
        say(1);

        Step last = Step.READING;
        for (int i = 0; i < 4 && last == Step.READING; i++) {
            last = liveProcess.step();
        }

        assertThat(last).isEqualTo(Step.DONE);
        assertThat(workshop.tally.rows(live)).isEmpty();
    }

    @Test
    void aRecordThatCannotBeAppliedIsCountedAndHoldsNothingUp() {
        workshop.tally.poison("order-3");
        List<String> said = say(6);
        long live = workshop.first();

        workshop.drain(workshop.process("live", live), live);

        assertThat(workshop.tally.rows(live)).hasSize(5).doesNotContain(said.get(3));
        assertThat(workshop.generation(live).skipped()).isEqualTo(1);
        assertThat(skipped("failed")).isEqualTo(1);
    }

    @Test
    void onceTheCodeIsMendedARebuildAppliesWhatWasLeftOut() {
        workshop.tally.poison("order-3");
        List<String> said = say(6);
        long live = workshop.first();
        workshop.drain(workshop.process("live", live), live);
        workshop.tally.mend();

        long rebuilt = workshop.rebuild();
        workshop.drain(workshop.process("live", rebuilt), rebuilt);

        assertThat(workshop.tally.rows(rebuilt)).containsExactlyElementsOf(said);
    }

    @Test
    void aRecordThatIsNoEventIsCountedAndHoldsNothingUp() {
        workshop.log.append("orders", 0, 1, "order-1", new byte[] {1, 2, 3}, new RecordHeaders());
        String after = workshop.log.append(0, 2, Tally.onOrders("order-2"));
        long live = workshop.first();

        workshop.drain(workshop.process("live", live), live);

        assertThat(workshop.tally.rows(live)).containsExactly(after);
        assertThat(skipped("unreadable")).isEqualTo(1);
    }

    @Test
    void aViewWaitsForTopicsThatDoNotExistYet() {
        workshop.log.removeTopics();
        long live = workshop.first();
        GenerationReader process = workshop.process("live", live);

        assertThat(process.step()).isEqualTo(Step.WAITING);

        workshop.log.create("orders", 1);
        String first = workshop.log.append(0, 1, Tally.onOrders("order-1"));
        workshop.clock.advance(workshop.config.rediscoverMissing());
        workshop.drain(process, live);
        assertThat(workshop.tally.rows(live)).containsExactly(first);
    }

    @Test
    void aViewWhoseNextRecordWasDeletedGoesOnWithTheEarliestThatIsThere() {
        say(4);
        long live = workshop.first();
        GenerationReader process = workshop.process("live", live);
        workshop.drain(process, live);
        List<String> gone = say(10);
        workshop.log.cutOff("orders", 0, 7);
        workshop.log.cutOff("orders", 1, 7);

        workshop.drain(process, live);

        assertThat(gone).isNotEmpty();
        assertThat(workshop.tally.rows(live)).hasSize(4);
        assertThat(workshop.positions.of(live))
                .filteredOn(position -> position.topic().equals("orders"))
                .allSatisfy(position -> assertThat(position.missing()).isEqualTo(7));
    }

    @Test
    void aTopicThatWasMadeAgainIsReadFromItsBeginning() {
        say(8);
        long live = workshop.first();
        workshop.drain(workshop.process("live", live), live);

        workshop.log.createAgain("orders");
        String first = workshop.log.append(0, 50, Tally.onOrders("order-50"));
        workshop.drain(workshop.process("live", live), live);

        assertThat(workshop.tally.rows(live)).hasSize(9).contains(first);
    }

    @Test
    void whileTheLogIsAwayAViewWaitsAndGoesOnWhereItWas() {
        List<String> said = new ArrayList<>(say(9));
        long live = workshop.first();
        GenerationReader process = workshop.process("live", live);
        process.step();
        workshop.log.setAway(true);
        assertThatThrownBy(() -> {
                    process.step();
                    process.step();
                    process.step();
                })
                .isInstanceOf(TimeoutException.class);
        process.pause();

        workshop.log.setAway(false);
        said.addAll(say(1));
        workshop.drain(process, live);

        assertThat(workshop.tally.rows(live)).containsExactlyInAnyOrderElementsOf(said);
    }

    private List<String> say(int events) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            ids.add(workshop.log.append(i % 2, i, Tally.onOrders("order-" + i)));
        }
        return ids;
    }

    private double skipped(String reason) {
        return workshop.meters
                .get("projection.skipped")
                .tags("view", Tally.NAME, "reason", reason)
                .counter()
                .count();
    }
}
