package org.ordertracking.logistics.fleet;

/**
 * A city of streets that cross at right angles, drawn for the fleet and found on no map: {@link #COLUMNS} avenues from south to
 * north, {@link #ROWS} streets from west to east. It lies around 52.5 degrees north, 13.4 degrees east, some 7 by 5 kilometres.
 */
final class CityGrid {

    /** Avenues, which one drives on from south to north and back. */
    static final int COLUMNS = 48;

    /** Streets, which one drives on from west to east and back. */
    static final int ROWS = 40;

    private static final double SOUTH = 52.4775;
    private static final double WEST = 13.3470;
    private static final double METRES_PER_DEGREE = 111_320;
    private static final double BLOCK_WIDTH = 150;
    private static final double BLOCK_HEIGHT = 120;

    private static final double STREET_KMH = 30;
    private static final double AVENUE_KMH = 50;

    private CityGrid() {}

    /** @param column from 0, a fraction between two avenues */
    static double longitude(double column) {
        return WEST + column * BLOCK_WIDTH / (METRES_PER_DEGREE * Math.cos(Math.toRadians(SOUTH)));
    }

    /** @param row from 0, a fraction between two streets */
    static double latitude(double row) {
        return SOUTH + row * BLOCK_HEIGHT / METRES_PER_DEGREE;
    }

    /** Metres between two crossings on one street or avenue. */
    static double metres(int columns, int rows) {
        return Math.abs(columns) * BLOCK_WIDTH + Math.abs(rows) * BLOCK_HEIGHT;
    }

    /** How fast one drives: on an avenue when one goes north or south, on a street otherwise. */
    static double speedKmh(int rows) {
        return rows == 0 ? STREET_KMH : AVENUE_KMH;
    }
}
