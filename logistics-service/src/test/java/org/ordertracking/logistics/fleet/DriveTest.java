package org.ordertracking.logistics.fleet;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriveTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int VEHICLES = 100;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FleetMetrics metrics = new FleetMetrics(new VehiclePositions(VEHICLES), meters);
    private final LogThatMayBeAway log = new LogThatMayBeAway();

    @Test
    void vehiclesTakeTurnsAtTheRateThatIsAskedFor() {
        Drive drive = drive(1_000);

        for (int i = 0; i < 10; i++) {
            drive.round(NOON.plusMillis(20L * i), Duration.ofMillis(20));
            log.acknowledgeAll();
        }

        assertThat(log.said).hasSize(200);
        Map<String, Long> turns = log.said.stream().collect(groupingBy(Position::vehicleId, counting()));
        assertThat(turns).hasSize(VEHICLES);
        assertThat(turns.values()).containsOnly(2L);
    }

    @Test
    void aVehicleThatIsSlowerThanARoundStillGetsItsTurn() {
        Drive drive = drive(2);

        for (int i = 0; i < 100; i++) {
            drive.round(NOON.plusMillis(20L * i), Duration.ofMillis(20));
        }

        assertThat(log.said).hasSize(4);
    }

    @Test
    void whileTheLogIsAwayNoVehicleHasMoreThanOnePositionUnderWay() {
        Drive drive = drive(10_000);

        for (int i = 0; i < 10_000; i++) {
            drive.round(NOON.plusMillis(20L * i), Duration.ofMillis(20));
        }

        assertThat(log.underWay).hasSize(VEHICLES);
        assertThat(log.said).extracting(Position::vehicleId).doesNotHaveDuplicates();
        assertThat(turns("superseded")).isEqualTo(10_000 * 100 - VEHICLES);
    }

    @Test
    void whenTheLogIsBackVehiclesSayWhereTheyAreThenAndNotWhereTheyWere() {
        Drive drive = drive(10_000);
        drive.round(NOON, Duration.ofSeconds(1));
        drive.round(NOON.plusSeconds(60), Duration.ofSeconds(60));
        log.said.clear();

        log.acknowledgeAll();
        drive.round(NOON.plusSeconds(61), Duration.ofSeconds(1));

        assertThat(log.said)
                .hasSize(VEHICLES)
                .allMatch(position -> position.at().equals(NOON.plusSeconds(61)));
    }

    @Test
    void turnsThatCameTooLateAreNotMadeUpForBeyondOneOfEachVehicle() {
        Drive drive = drive(1_000);

        drive.round(NOON, Duration.ofHours(1));

        assertThat(log.said).hasSize(VEHICLES);
    }

    @Test
    void aFailureEndsTheRoundAndTheVehicleMaySpeakAgain() {
        Drive drive = drive(10_000);
        log.refuses = true;

        drive.round(NOON, Duration.ofSeconds(1));

        assertThat(log.said).hasSize(1);
        assertThat(drive.takeFailure()).hasMessage("away");
        assertThat(turns("failed")).isEqualTo(1);
        log.refuses = false;
        drive.round(NOON.plusSeconds(1), Duration.ofSeconds(1));
        log.acknowledgeAll();
        assertThat(drive.takeFailure()).isNull();
        assertThat(drive.takeSaid()).isTrue();
        assertThat(log.said.stream().map(Position::vehicleId).distinct()).hasSize(VEHICLES);
    }

    private Drive drive(int perSecond) {
        List<Tour> tours = IntStream.range(0, VEHICLES)
                .mapToObj(number -> Tour.draw(7, number, 1))
                .toList();
        return new Drive(tours, perSecond, log, metrics);
    }

    private double turns(String outcome) {
        return meters.get("logistics.fleet.turns")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /** Keeps what is sent until it is told to acknowledge it, as a producer does whose broker is away. */
    private static final class LogThatMayBeAway implements PositionSender {

        private final List<Position> said = new ArrayList<>();
        private final List<Consumer<Exception>> underWay = new ArrayList<>();
        private boolean refuses;

        @Override
        public void send(Position position, Consumer<Exception> outcome) {
            said.add(position);
            if (refuses) {
                outcome.accept(new IllegalStateException("away"));
            } else {
                underWay.add(outcome);
            }
        }

        void acknowledgeAll() {
            List<Consumer<Exception>> all = List.copyOf(underWay);
            underWay.clear();
            all.forEach(outcome -> outcome.accept(null));
        }

        @Override
        public void close() {
            underWay.clear();
        }
    }
}
