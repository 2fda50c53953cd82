package org.ordertracking.logistics.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.ordertracking.events.Formats;

/** Settings of logistics-service. What breaks a limit stops the start and is named. */
@ConfigMapping(prefix = "logistics")
public interface LogisticsConfig {

    /** How fast deliveries move on by themselves. */
    @Valid
    PaceConfig pace();

    /** Who carries parcels; orders are spread over all of them. */
    @NotEmpty
    List<@Valid CarrierConfig> carriers();

    /** Where tracking numbers are issued: ISO 3166-1 alpha-2. */
    @WithDefault("DE")
    @Pattern(regexp = Formats.COUNTRY)
    String country();

    /** How long the time is in which a customer may expect a parcel. */
    @WithDefault("2h")
    @DurationMin(seconds = 1)
    Duration slotLength();

    /** See {@link LogisticsConfig#pace()}. */
    interface PaceConfig {

        /** Time from scheduled to dispatched. A change also counts for deliveries that are already scheduled. */
        @WithDefault("1h")
        @DurationMin
        Duration dispatchAfter();

        /** Time from dispatched to delivered. A change also counts for parcels that are already on their way. */
        @WithDefault("24h")
        @DurationMin
        Duration deliverAfter();

        /** Time from called back to returned. A change also counts for parcels that are already on their way back. */
        @WithDefault("24h")
        @DurationMin
        Duration returnAfter();

        /** How often due deliveries are looked for, a whole number of seconds. */
        @WithDefault("1s")
        @DurationMin(seconds = 1)
        Duration checkEvery();

        /** How many deliveries move in one transaction. */
        @WithDefault("50")
        @Min(1)
        @Max(1000)
        int batchSize();
    }

    /** See {@link LogisticsConfig#carriers()}. */
    interface CarrierConfig {

        /** What customers read. */
        @NotBlank
        @Size(max = Formats.MAX_NAME)
        String name();

        /** Two capital letters that begin the carrier's tracking numbers (UPU S10); parcels begin with C. */
        @Pattern(regexp = "[A-Z]{2}")
        String service();
    }
}
