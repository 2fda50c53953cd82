package org.ordertracking.logistics.fleet;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the simulated fleet. What breaks a limit stops the start and is named. */
@ConfigMapping(prefix = "logistics.fleet")
public interface FleetConfig {

    /** So many vehicles; 0 for no fleet, so that parcels have no position. All instances must say the same. */
    @WithDefault("12")
    @Min(0)
    @Max(50_000)
    int vehicles();

    /** How many positions are said per second, by all vehicles together; 0 for none, by this process at least. */
    @WithDefault("6")
    @Min(0)
    @Max(100_000)
    int updatesPerSecond();

    /** What streets and tours are drawn from: the same number gives the same tours. All instances must say the same. */
    @WithDefault("20260301")
    long seed();

    /** So many times as fast as the clock the vehicles drive, for demonstrations. The speed they say is that of the street. */
    @WithDefault("1")
    @Min(1)
    @Max(1000)
    int timeLapse();

    /** Whether this process follows the positions on the log, and shows them. */
    @WithDefault("true")
    boolean readPositions();

    /** So many vehicles at most are remembered by their positions, ours and others'; those that come later are not. */
    @WithDefault("50000")
    @Min(1)
    @Max(1_000_000)
    int rememberedVehicles();

    /** Bytes that wait to be sent, at most. A vehicle never has more than one position under way, whatever the broker does. */
    @WithDefault("8388608")
    @Min(65_536)
    @Max(268_435_456)
    long sendBuffer();

    /** How long a process drives the fleet before it has to say again that it does; when it is killed, so long nobody does. */
    @WithDefault("10s")
    @DurationMin(seconds = 3)
    Duration lease();

    /** How often it says so, a whole number of seconds, well below {@link #lease()}. Others look as often whether it is free. */
    @WithDefault("3s")
    @DurationMin(seconds = 1)
    Duration renewEvery();
}
