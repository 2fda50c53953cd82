package org.ordertracking.broker.log;

import java.util.Random;

/**
 * What becomes, in a power cut, of everything that the disk was told and not told to sync. It is asked about each change anew, so that any
 * subset may be left: a later page of a file without the one before it, a name without the contents, a length without the bytes.
 */
interface Fate {

    /** Whether a created, renamed or deleted name has reached the disk. */
    boolean keepsName();

    /** Whether a piece of what was written, or a truncation, has reached the disk. */
    boolean keepsBytes();

    /** Whether a file has its last length although bytes of it are missing; those are zero. */
    boolean keepsLength();

    /** The pieces in which the disk writes. */
    int sectorBytes();

    Fate NOTHING = new Plain(false, false, false);
    /** As when only the process dies. */
    Fate EVERYTHING = new Plain(true, true, true);
    /** Files are there, but empty. */
    Fate NAMES = new Plain(true, false, false);
    /** Files are there, but full of zeros. */
    Fate NAMES_AND_LENGTHS = new Plain(true, false, true);

    Fate BYTES = new Plain(false, true, true);

    /** The same answer for every change. */
    record Plain(boolean keepsName, boolean keepsBytes, boolean keepsLength) implements Fate {
        @Override
        public int sectorBytes() {
            return 512;
        }
    }

    /** Any subset, torn in sectors or, more hostile than disks are, in smaller pieces. */
    static Fate random(Random random) {
        double names = random.nextDouble();
        double bytes = random.nextDouble();
        int[] sectors = {512, 512, 64, 7};
        return new Part(random, names, bytes, sectors[random.nextInt(sectors.length)]);
    }

    /** By chance; what is asked about twice may get two answers. */
    record Part(Random random, double names, double bytes, int sectorBytes) implements Fate {
        @Override
        public boolean keepsName() {
            return random.nextDouble() < names;
        }

        @Override
        public boolean keepsBytes() {
            return random.nextDouble() < bytes;
        }

        @Override
        public boolean keepsLength() {
            return random.nextBoolean();
        }
    }
}
