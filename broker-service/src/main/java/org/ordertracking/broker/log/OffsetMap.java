package org.ordertracking.broker.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The last offset of each key in a part of a log, in a fixed amount of memory: 24 bytes per slot, half of them for the first 128 bits of the
 * key's SHA-256 in place of the key. Two keys that share those bits would be taken for one; nobody knows how to find such a pair.
 *
 * <p>A table with linear probing; nothing is ever taken out. Not thread-safe.
 */
final class OffsetMap {

    static final int SLOT_BYTES = 3 * Long.BYTES;

    /** Beyond this the probes grow long. */
    private static final double LARGEST_LOAD = 0.9;

    private static final int SMALLEST_SLOTS = 2;

    /** For each slot two words of the hash, then the offset plus one: 0 is an empty slot. */
    private final long[] words;

    private final int slots;
    private final int most;
    private final MessageDigest digest;
    private final byte[] hash = new byte[32];
    private final ByteBuffer hashWords = ByteBuffer.wrap(hash);
    private int size;

    /**
     * @param bytes memory to take
     * @param keys how many keys there will be at most; with fewer than fit, less memory is taken
     */
    OffsetMap(long bytes, long keys) {
        long wanted = Math.min(bytes / SLOT_BYTES, (long) (keys / LARGEST_LOAD) + 1);
        this.slots = (int) Math.max(SMALLEST_SLOTS, Math.min(wanted, Integer.MAX_VALUE / 3 - 8));
        this.most = Math.max(1, (int) (slots * LARGEST_LOAD));
        this.words = new long[3 * slots];
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Whether no further key fits in. */
    boolean isFull() {
        return size >= most;
    }

    /** How many keys there are. */
    int size() {
        return size;
    }

    /**
     * Takes note of a key's offset, in place of an earlier one.
     *
     * @return {@code false} when the key is not there yet and does not fit in
     */
    boolean put(ByteBuffer key, long offset) {
        int at = slotOf(key);
        if (words[at + 2] == 0) {
            if (isFull()) {
                return false;
            }
            words[at] = hashWords.getLong(0);
            words[at + 1] = hashWords.getLong(Long.BYTES);
            size++;
        }
        words[at + 2] = offset + 1;
        return true;
    }

    /** A key's last offset, or −1. */
    long get(ByteBuffer key) {
        return words[slotOf(key) + 2] - 1;
    }

    /** Where the key is, or belongs. */
    private int slotOf(ByteBuffer key) {
        hash(key);
        long high = hashWords.getLong(0);
        long low = hashWords.getLong(Long.BYTES);
        int slot = (int) Math.floorMod(high, (long) slots);
        while (words[3 * slot + 2] != 0 && (words[3 * slot] != high || words[3 * slot + 1] != low)) {
            slot = slot + 1 == slots ? 0 : slot + 1;
        }
        return 3 * slot;
    }

    private void hash(ByteBuffer key) {
        digest.update(key.duplicate());
        try {
            digest.digest(hash, 0, hash.length);
        } catch (java.security.DigestException impossible) {
            throw new IllegalStateException("32 bytes hold a SHA-256", impossible);
        }
    }
}
