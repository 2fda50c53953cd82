package org.ordertracking.logistics.fleet;

import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The round that one vehicle drives again and again: from stop to stop along the streets of {@link CityGrid}, with a pause at
 * each, and back to where it began. Drawn from a seed, so that a tour is the same in every process and after every restart.
 *
 * <p>Where the vehicle is follows from the time alone. So nothing is kept between two positions, whoever drives it can be
 * relieved at any moment, and a position that was not said is made up for by none.
 */
final class Tour {

    private static final int STOPS = 12;
    private static final int SHORTEST_PAUSE_SECONDS = 20;
    private static final int LONGEST_PAUSE_SECONDS = 90;
    private static final double METRES_PER_SECOND = 1 / 3.6;
    private static final long MILLIS = 1_000;

    private final String vehicleId;
    private final int timeLapse;

    // A leg i leads from crossing i to crossing i + 1, and lasts from second since[i] to since[i + 1]. One without a
    // length
    // is a pause.
    private final byte[] column;
    private final byte[] row;
    private final float[] since;
    private final double phase;

    private Tour(String vehicleId, int timeLapse, byte[] column, byte[] row, float[] since, double phase) {
        this.vehicleId = vehicleId;
        this.timeLapse = timeLapse;
        this.column = column;
        this.row = row;
        this.since = since;
        this.phase = phase;
    }

    /**
     * Draws a tour.
     *
     * @param seed of the whole fleet
     * @param number of the vehicle, from 0
     * @param timeLapse how many times as fast as the clock it drives
     */
    static Tour draw(long seed, int number, int timeLapse) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + number);
        Drawing drawing = new Drawing(random.nextInt(CityGrid.COLUMNS), random.nextInt(CityGrid.ROWS));
        int firstColumn = drawing.atColumn;
        int firstRow = drawing.atRow;
        for (int stop = 1; stop < STOPS; stop++) {
            drawing.driveTo(random.nextInt(CityGrid.COLUMNS), random.nextInt(CityGrid.ROWS), random.nextBoolean());
            drawing.pause(random.nextInt(SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS + 1));
        }
        drawing.driveTo(firstColumn, firstRow, random.nextBoolean());
        drawing.pause(LONGEST_PAUSE_SECONDS);
        return drawing.tour(Roster.idOf(number), timeLapse, random.nextDouble());
    }

    String vehicleId() {
        return vehicleId;
    }

    /** Seconds of one round, by the vehicle's own clock. */
    double seconds() {
        return since[since.length - 1];
    }

    /** Where the vehicle is at a moment. */
    Position at(Instant now) {
        double driven = now.toEpochMilli() * (double) timeLapse / MILLIS + phase * seconds();
        double second = driven - Math.floor(driven / seconds()) * seconds();
        int leg = legAt(second);
        double length = since[leg + 1] - since[leg];
        double part = length == 0 ? 0 : Math.min(1, (second - since[leg]) / length);
        int columns = column[leg + 1] - column[leg];
        int rows = row[leg + 1] - row[leg];
        boolean stands = columns == 0 && rows == 0;
        return new Position(
                vehicleId,
                CityGrid.latitude(row[leg] + part * rows),
                CityGrid.longitude(column[leg] + part * columns),
                stands ? 0 : CityGrid.speedKmh(rows),
                now);
    }

    private int legAt(double second) {
        int low = 0;
        int high = since.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (since[middle] <= second) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** A tour while it is drawn. */
    private static final class Drawing {

        // Two legs and a pause for each stop, and the crossing where it all began.
        private final byte[] column = new byte[STOPS * 3 + 1];
        private final byte[] row = new byte[STOPS * 3 + 1];
        private final float[] since = new float[STOPS * 3 + 1];
        private int crossings;
        private int atColumn;
        private int atRow;

        Drawing(int column, int row) {
            this.atColumn = column;
            this.atRow = row;
            this.column[0] = (byte) column;
            this.row[0] = (byte) row;
            crossings = 1;
        }

        void driveTo(int toColumn, int toRow, boolean avenueFirst) {
            if (avenueFirst) {
                leg(atColumn, toRow);
                leg(toColumn, toRow);
            } else {
                leg(toColumn, atRow);
                leg(toColumn, toRow);
            }
        }

        void pause(int seconds) {
            add(atColumn, atRow, seconds);
        }

        Tour tour(String vehicleId, int timeLapse, double phase) {
            return new Tour(
                    vehicleId,
                    timeLapse,
                    Arrays.copyOf(column, crossings),
                    Arrays.copyOf(row, crossings),
                    Arrays.copyOf(since, crossings),
                    phase);
        }

        private void leg(int toColumn, int toRow) {
            int columns = toColumn - atColumn;
            int rows = toRow - atRow;
            if (columns != 0 || rows != 0) {
                double speed = CityGrid.speedKmh(rows) * METRES_PER_SECOND;
                add(toColumn, toRow, CityGrid.metres(columns, rows) / speed);
            }
        }

        private void add(int toColumn, int toRow, double seconds) {
            column[crossings] = (byte) toColumn;
            row[crossings] = (byte) toRow;
            since[crossings] = since[crossings - 1] + (float) seconds;
            atColumn = toColumn;
            atRow = toRow;
            crossings++;
        }
    }
}
