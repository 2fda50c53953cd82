package org.ordertracking.order.controlroom;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.ordertracking.http.stream.Followers;
import org.ordertracking.http.stream.Signals;

/** The pages that look on. All get the same snapshot, and one that is slow gets fewer. */
@Startup
@Singleton
class Audience {

    private static final String KEY = "control-room";

    private final Signals signals = new Signals();
    private final Followers followers;

    Audience(ControlRoomConfig config, MeterRegistry meters) {
        followers = new Followers(
                config.maxFollowers(),
                config.longest(),
                "control rooms",
                "Close one of the pages, or try again in a moment.");
        Gauge.builder("control.room.followers", followers, Followers::count)
                .description("Pages that look on in the control room")
                .register(meters);
    }

    /**
     * What is shown from now on.
     *
     * @throws org.ordertracking.http.problem.ProblemException when all places are taken
     */
    Multi<Snapshot> follow(Supplier<List<Snapshot>> show) {
        return followers.follow(signals.of(KEY), show, last -> false);
    }

    int count() {
        return followers.count();
    }

    /** There is another snapshot. */
    void tell() {
        signals.changed(KEY);
    }
}
