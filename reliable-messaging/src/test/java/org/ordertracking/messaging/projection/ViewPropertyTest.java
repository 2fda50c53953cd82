package org.ordertracking.messaging.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever happens while a view is rebuilt, what is read in the end is what a fresh reading of the log gives. */
class ViewPropertyTest {

    /** What may happen next. */
    enum Turn {
        ORDER_SPEAKS,
        STOCK_SPEAKS,
        LIVE_STEP,
        REBUILD_STEP,
        REPLAY,
        LIVE_PROCESS_DIES,
        REBUILDING_PROCESS_DIES,
        TIME_PASSES
    }

    @Property(tries = 150)
    void aRebuildGivesTheSameAsReadingLive(@ForAll @Size(min = 5, max = 80) List<Turn> turns) {
        Workshop workshop = new Workshop();
        try {
            List<String> said = new ArrayList<>();
            long live = workshop.first();
            GenerationReader liveProcess = workshop.process("live-0", live);
            Optional<Long> rebuilt = Optional.empty();
            Optional<GenerationReader> rebuilding = Optional.empty();
            for (int turn = 0; turn < turns.size(); turn++) {
                switch (turns.get(turn)) {
                    case ORDER_SPEAKS -> said.add(workshop.log.append(turn % 2, turn, Tally.onOrders("order-" + turn)));
                    case STOCK_SPEAKS -> said.add(workshop.log.append(turn % 2, turn, Tally.onStock("order-" + turn)));
                    case LIVE_STEP -> liveProcess.step();
                    case REBUILD_STEP -> rebuilding.ifPresent(GenerationReader::step);
                    case REPLAY -> {
                        if (rebuilt.isEmpty()) {
                            rebuilt = Optional.of(workshop.rebuild());
                            rebuilding = Optional.of(workshop.process("rebuild-0", rebuilt.get()));
                        }
                    }
                    case LIVE_PROCESS_DIES -> liveProcess = workshop.process("live-" + turn, live);
                    case REBUILDING_PROCESS_DIES -> {
                        if (rebuilt.isPresent()) {
                            rebuilding = Optional.of(workshop.process("rebuild-" + turn, rebuilt.get()));
                        }
                    }
                    case TIME_PASSES -> workshop.clock.advance(workshop.config.lease());
                }
            }
            long last = live;
            if (rebuilt.isPresent()) {
                last = rebuilt.get();
                workshop.clock.advance(workshop.config.lease());
                workshop.drain(rebuilding.get(), last);
                assertThat(workshop.current()).isEqualTo(last);
            } else {
                workshop.clock.advance(workshop.config.lease());
                workshop.drain(liveProcess, live);
            }
            long fresh = workshop.rebuild();
            workshop.drain(workshop.process("fresh", fresh), fresh);

            assertThat(workshop.tally.rows(last)).containsExactlyInAnyOrderElementsOf(said);
            assertThat(workshop.tally.rows(fresh)).as("in the order of time").containsExactlyElementsOf(said);
        } finally {
            workshop.close();
        }
    }
}
