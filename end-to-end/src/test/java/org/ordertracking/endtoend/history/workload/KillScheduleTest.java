package org.ordertracking.endtoend.history.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KillScheduleTest {

    @Test
    void oneSeedGivesOneSchedule() {
        assertThat(KillSchedule.of(7, 200)).hasSize(200).isEqualTo(KillSchedule.of(7, 200));
    }

    @Test
    void anotherSeedGivesAnotherSchedule() {
        assertThat(KillSchedule.of(7, 200)).isNotEqualTo(KillSchedule.of(8, 200));
    }

    @Test
    void aLongerScheduleBeginsLikeAShorterOne() {
        assertThat(KillSchedule.of(7, 200)).startsWith(KillSchedule.of(7, 5).toArray(KillSchedule.Kill[]::new));
    }
}
