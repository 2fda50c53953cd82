package org.ordertracking.broker.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryReturnTest {

    private static final long MIB = 1 << 20;

    private final Fake memory = new Fake();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final MemoryReturn watch = new MemoryReturn(memory, thread);

    private static final class Fake implements ProcessMemory {
        private long processor;
        private long used = 20 * MIB;
        private long committed = 100 * MIB;
        private int times;
        private boolean refuses;

        @Override
        public long processorNanos() {
            return processor;
        }

        @Override
        public long usedHeap() {
            return used;
        }

        @Override
        public long committedHeap() {
            return committed;
        }

        @Override
        public void giveBack() {
            if (refuses) {
                throw new IllegalArgumentException("no such flag");
            }
            times++;
            committed = used + 4 * MIB;
            // A collection is work, too.
            processor += MemoryReturn.IDLE_NANOS;
        }
    }

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void whatTheStartTookIsGivenBackOnce() {
        watch.look();
        watch.look();
        watch.look();

        assertThat(memory.times).isOne();
    }

    @Test
    void nothingIsGivenBackWhileThereIsWorkToDo() {
        for (int i = 0; i < 5; i++) {
            memory.processor += MemoryReturn.IDLE_NANOS;
            watch.look();
        }
        assertThat(memory.times).isZero();

        watch.look();
        assertThat(memory.times).isOne();
    }

    @Test
    void whatALoadHasLeftIsGivenBackWhenItIsOver() {
        watch.look();
        memory.committed += MemoryReturn.LEAST_GROWTH;

        lookFor(MemoryReturn.LOOKS_BETWEEN);
        watch.look();

        assertThat(memory.times).isEqualTo(2);
    }

    @Test
    void whoeverUsesABrokerWithLittleToDoMeetsAPauseAMinuteAtMost() {
        for (int second = 0; second < 3 * (MemoryReturn.LOOKS_BETWEEN + 1); second++) {
            memory.committed += MemoryReturn.LEAST_GROWTH;
            watch.look();
        }

        assertThat(memory.times).isEqualTo(3);
    }

    private void lookFor(int looks) {
        for (int i = 0; i < looks; i++) {
            watch.look();
        }
    }

    @Test
    void littleGrowthIsNotWorthAPause() {
        watch.look();
        memory.committed += MemoryReturn.LEAST_GROWTH - 1;

        lookFor(MemoryReturn.LOOKS_BETWEEN);
        watch.look();

        assertThat(memory.times).isOne();
    }

    @Test
    void aLargeHeapIsLeftToItsCollector() {
        memory.used = MemoryReturn.LARGEST_HEAP + 1;
        memory.committed = 2 * memory.used;

        watch.look();

        assertThat(memory.times).isZero();
    }

    @Test
    void aJvmThatRefusesIsNotAskedAgain() {
        memory.refuses = true;

        assertThatCode(watch::look).doesNotThrowAnyException();

        assertThat(thread.isShutdown()).isTrue();
    }

    @Test
    void thisJvmGivesBackAndItsFlagsAreAsBefore() {
        HotSpotDiagnosticMXBean flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        List<String> names = List.of("MinHeapFreeRatio", "MaxHeapFreeRatio");
        List<String> before =
                names.stream().map(name -> flags.getVMOption(name).getValue()).toList();
        JvmMemory jvm = new JvmMemory();
        long committed = jvm.committedHeap();

        jvm.giveBack();

        assertThat(jvm.committedHeap()).isLessThanOrEqualTo(committed);
        assertThat(names.stream().map(name -> flags.getVMOption(name).getValue()))
                .isEqualTo(before);
        assertThat(jvm.processorNanos()).isPositive();
    }
}
