package org.ordertracking.broker.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.console.view.ClusterViews;

/** What is kept of the figures, and for how long, on a clock and a ticker that stand still. */
class FigureHistoryTest {
    private long nanos;
    private Runnable tick;
    private int begun;
    private long taken;
    private boolean failing;

    private final FigureHistory history = new FigureHistory(
            () -> {
                begun++;
                return this::figures;
            },
            () -> nanos,
            (period, task) -> {
                tick = task;
                return () -> tick = null;
            });

    @Test
    void nothingIsTakenUntilSomebodyWatches() {
        FigureHistory.Watch watch = history.watch();

        assertThat(begun).isZero();
        assertThat(watch.news()).isEmpty();
        assertThat(begun).isOne();
    }

    @Test
    void eachIsToldOnce() {
        FigureHistory.Watch watch = history.watch();
        watch.news();

        take(2);
        assertThat(told(watch)).containsExactly(1L, 2L);
        assertThat(told(watch)).isEmpty();
        take(1);
        assertThat(told(watch)).containsExactly(3L);
    }

    @Test
    void whoComesLaterIsToldWhatIsKept() {
        history.watch().news();
        take(3);

        FigureHistory.Watch later = history.watch();

        assertThat(told(later)).containsExactly(1L, 2L, 3L);
        assertThat(begun).isOne();
    }

    @Test
    void onlyAsMuchAsAChartShowsIsKept() {
        history.watch().news();
        take(FigureHistory.KEPT + 5);

        assertThat(told(history.watch()))
                .containsExactlyElementsOf(LongStream.rangeClosed(6, FigureHistory.KEPT + 5)
                        .boxed()
                        .toList());
    }

    @Test
    void whoHasMissedMoreThanIsKeptIsToldWhatIs() {
        FigureHistory.Watch watch = history.watch();
        watch.news();
        take(1);
        watch.news();

        take(FigureHistory.KEPT + 5);

        assertThat(told(watch)).hasSize(FigureHistory.KEPT).last().isEqualTo(FigureHistory.KEPT + 6L);
    }

    @Test
    void whenNobodyHasWatchedForLongItIsForgotten() {
        FigureHistory.Watch watch = history.watch();
        watch.news();
        take(3);
        nanos += FigureHistory.LINGER.plus(Duration.ofSeconds(1)).toNanos();
        tick.run();

        assertThat(tick).as("the ticker").isNull();
        assertThat(told(watch)).isEmpty();
        assertThat(begun).isEqualTo(2);
        take(1);
        assertThat(told(watch)).containsExactly(4L);
    }

    @Test
    void figuresThatCannotBeTakenLeaveAGap() {
        FigureHistory.Watch watch = history.watch();
        watch.news();
        failing = true;
        take(1);
        failing = false;
        take(1);

        assertThat(told(watch)).hasSize(1);
    }

    @Test
    void nothingIsTakenAfterItIsClosed() {
        FigureHistory.Watch watch = history.watch();
        watch.news();
        history.close();

        assertThat(tick).isNull();
        assertThat(watch.news()).isEmpty();
        assertThat(tick).isNull();
    }

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            tick.run();
        }
    }

    private static List<Long> told(FigureHistory.Watch watch) {
        return watch.news().stream().map(ClusterViews.Figures::at).toList();
    }

    private ClusterViews.Figures figures() {
        if (failing) {
            throw new IllegalStateException("the disk does not say");
        }
        return new ClusterViews.Figures(++taken, 0, 0, 0, 0, 0, null, null, 0, null, null, 0, 0, 0, 0, 0, 0);
    }
}
