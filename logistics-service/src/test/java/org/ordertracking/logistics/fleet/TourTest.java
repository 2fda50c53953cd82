package org.ordertracking.logistics.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TourTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SEED = 7;

    /** Metres on a sphere, well enough for a city. */
    private static double metres(Position from, Position to) {
        double north = Math.toRadians(to.latitude() - from.latitude()) * 6_378_137;
        double east = Math.toRadians(to.longitude() - from.longitude())
                * 6_378_137
                * Math.cos(Math.toRadians(from.latitude()));
        return Math.hypot(north, east);
    }

    @Property(tries = 200)
    void theSameSeedGivesTheSameTourInEveryProcess(
            @ForAll @IntRange(max = 49_999) int vehicle, @ForAll @LongRange(min = 0, max = 1_000_000) long second) {
        Instant moment = NOON.plusSeconds(second);

        assertThat(Tour.draw(SEED, vehicle, 1).at(moment))
                .isEqualTo(Tour.draw(SEED, vehicle, 1).at(moment));
    }

    @Property(tries = 200)
    void aVehicleIsAlwaysInTheCityAndOnAStreet(
            @ForAll @IntRange(max = 49_999) int vehicle, @ForAll @LongRange(min = 0, max = 1_000_000) long second) {
        Position position = Tour.draw(SEED, vehicle, 1).at(NOON.plusSeconds(second));

        assertThat(position.latitude()).isBetween(CityGrid.latitude(0), CityGrid.latitude(CityGrid.ROWS));
        assertThat(position.longitude()).isBetween(CityGrid.longitude(0), CityGrid.longitude(CityGrid.COLUMNS));
        double row = (position.latitude() - CityGrid.latitude(0)) / (CityGrid.latitude(1) - CityGrid.latitude(0));
        double column =
                (position.longitude() - CityGrid.longitude(0)) / (CityGrid.longitude(1) - CityGrid.longitude(0));
        assertThat(Math.min(Math.abs(row - Math.rint(row)), Math.abs(column - Math.rint(column))))
                .as("distance from the nearest street or avenue, in blocks")
                .isLessThan(1e-6);
    }

    @Property(tries = 100)
    void aVehicleDrivesNoFasterThanItSaysAndNeverJumps(@ForAll @IntRange(max = 49_999) int vehicle) {
        Tour tour = Tour.draw(SEED, vehicle, 1);
        List<Position> everySecond = IntStream.rangeClosed(0, (int) tour.seconds() + 1)
                .mapToObj(second -> tour.at(NOON.plusSeconds(second)))
                .toList();

        for (int i = 1; i < everySecond.size(); i++) {
            assertThat(metres(everySecond.get(i - 1), everySecond.get(i))).isLessThanOrEqualTo(50 / 3.6 * 1.01);
        }
    }

    @Test
    void aRoundEndsWhereItBegan() {
        Tour tour = Tour.draw(SEED, 3, 1);

        Position before = tour.at(NOON);
        Position after = tour.at(NOON.plusMillis((long) (tour.seconds() * 1000)));

        assertThat(metres(before, after)).isLessThan(1);
    }

    @Test
    void aVehicleStandsAtItsStopsAndDrivesOtherwise() {
        Tour tour = Tour.draw(SEED, 3, 1);

        assertThat(IntStream.range(0, (int) tour.seconds())
                        .mapToDouble(second -> tour.at(NOON.plusSeconds(second)).speedKmh())
                        .distinct())
                .containsExactlyInAnyOrder(0.0, 30.0, 50.0);
    }

    @Test
    void withATimeLapseTheSameRoundTakesLessTime() {
        Tour real = Tour.draw(SEED, 3, 1);
        Tour lapse = Tour.draw(SEED, 3, 10);

        double drivenInTenSeconds = 0;
        for (int i = 0; i < 10; i++) {
            drivenInTenSeconds += metres(lapse.at(NOON.plusSeconds(i)), lapse.at(NOON.plusSeconds(i + 1)));
        }
        assertThat(lapse.seconds()).isEqualTo(real.seconds());
        assertThat(drivenInTenSeconds).isLessThanOrEqualTo(50 / 3.6 * 10 * 10 * 1.01);
    }

    @Test
    void twoVehiclesDriveDifferentTours() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(vehicle -> Tour.draw(SEED, vehicle, 1).at(NOON))
                        .map(position -> List.of(position.latitude(), position.longitude()))
                        .distinct())
                .hasSizeGreaterThan(90);
    }
}
