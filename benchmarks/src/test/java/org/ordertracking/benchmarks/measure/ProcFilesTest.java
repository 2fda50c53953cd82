package org.ordertracking.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcFilesTest {

    private static final String STAT =
            "4711 (a (odd) name) S 1 4711 4711 0 -1 4194560 12 0 0 0 250 150 30 20 20 0 44 0 99 1 2\n";

    @Test
    void addsUserAndSystemTimeOfAProcessWhateverItsName() {
        assertThat(ProcFiles.cpuSecondsIn(STAT)).isEqualTo(4.0);
    }

    @Test
    void addsTheTimesOfItsEndedChildren() {
        assertThat(ProcFiles.endedChildrenSecondsIn(STAT)).isEqualTo(0.5);
    }

    @Test
    void countsAMachineAsBusyButForIdleTimeAndWaitingForTheDisk() {
        String stat = "cpu  100 200 300 4000 500 60 70 80 900 1000\ncpu0 1 1 1 1 1 1 1 1 1 1\n";

        assertThat(ProcFiles.busySecondsIn(stat)).isEqualTo(8.1);
    }

    @Test
    void findsTheLineOfAKey() {
        String table =
                "00400000-ffff ---p 00000000 00:00 0  [rollup]\nRss:   3000 kB\nPss:   2048 kB\nPss_Anon: 7 kB\n";

        assertThat(ProcFiles.kibibytesIn(table, "Pss")).isEqualTo(2048);
    }

    @Test
    void saysWhichKeyIsMissing() {
        assertThatThrownBy(() -> ProcFiles.kibibytesIn("Rss: 1 kB", "Pss")).hasMessageContaining("Pss");
    }

    @Test
    void readsWhatThisMachineSays() {
        long self = ProcessHandle.current().pid();

        assertThat(ProcFiles.cpuSeconds(self)).isPositive();
        assertThat(ProcFiles.residentMebibytes(self)).isPositive();
        assertThat(ProcFiles.machineBusySeconds()).isPositive();
    }
}
