package org.ordertracking.benchmarks.measure;

/**
 * One measured value.
 *
 * @param row the id of the row it belongs to
 * @param pair which of the pairs, from 0
 * @param others share of the machine's processor time that neither client nor brokers used meanwhile, 0 to 1
 */
public record Sample(String row, Side side, int pair, double value, double others) {

    /** From this share of others on, a sample counts as disturbed. */
    public static final double DISTURBED = 0.15;

    public boolean isDisturbed() {
        return others > DISTURBED;
    }
}
