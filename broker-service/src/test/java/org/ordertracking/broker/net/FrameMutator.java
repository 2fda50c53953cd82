package org.ordertracking.broker.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes frames that are almost right out of right ones. The same seed makes the same frames. */
final class FrameMutator {
    /** Key and version: mostly left alone, or nothing but unknown keys would be tried. */
    private static final int KEY_AND_VERSION_BYTES = 4;

    private static final int MOST_MUTATIONS = 4;
    private static final int[] LIKELY_TO_HURT = {
        -1,
        0,
        1,
        -2,
        Byte.MAX_VALUE,
        Byte.MIN_VALUE,
        Short.MAX_VALUE,
        Short.MIN_VALUE,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE
    };

    private final List<byte[]> corpus;
    private final Random random;

    FrameMutator(List<byte[]> corpus, long seed) {
        this.corpus = corpus;
        this.random = new Random(seed);
    }

    /** The next frame, without its length. */
    byte[] next() {
        byte[] frame = any().clone();
        for (int left = 1 + random.nextInt(MOST_MUTATIONS); left > 0; left--) {
            frame = mutate(frame);
        }
        return frame;
    }

    private byte[] mutate(byte[] frame) {
        if (frame.length <= KEY_AND_VERSION_BYTES) {
            return any().clone();
        }
        return switch (random.nextInt(8)) {
            case 0 -> flipBit(frame);
            case 1 -> setByte(frame);
            case 2 -> setInt(frame);
            case 3 -> Arrays.copyOf(frame, place(frame));
            case 4 -> insert(frame, randomBytes());
            case 5 -> cutOut(frame);
            case 6 -> insert(frame, slice(any()));
            default -> repeat(frame);
        };
    }

    private byte[] flipBit(byte[] frame) {
        frame[place(frame)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return frame;
    }

    private byte[] setByte(byte[] frame) {
        frame[place(frame)] = (byte) hurting();
        return frame;
    }

    private byte[] setInt(byte[] frame) {
        int at = place(frame);
        if (frame.length - at >= Integer.BYTES) {
            ByteBuffer.wrap(frame).putInt(at, hurting());
        }
        return frame;
    }

    private byte[] cutOut(byte[] frame) {
        int from = place(frame);
        int to = from + random.nextInt(frame.length - from);
        byte[] shorter = Arrays.copyOf(frame, frame.length - (to - from));
        System.arraycopy(frame, to, shorter, from, frame.length - to);
        return shorter;
    }

    private byte[] repeat(byte[] frame) {
        return insert(frame, slice(frame));
    }

    private byte[] insert(byte[] frame, byte[] bytes) {
        int at = place(frame);
        return ByteBuffer.allocate(frame.length + bytes.length)
                .put(frame, 0, at)
                .put(bytes)
                .put(frame, at, frame.length - at)
                .array();
    }

    private byte[] slice(byte[] frame) {
        int from = random.nextInt(frame.length);
        return Arrays.copyOfRange(frame, from, from + random.nextInt(frame.length - from + 1));
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[1 + random.nextInt(16)];
        random.nextBytes(bytes);
        return bytes;
    }

    private int place(byte[] frame) {
        boolean anywhere = random.nextInt(20) == 0;
        int first = anywhere ? 0 : KEY_AND_VERSION_BYTES;
        return first + random.nextInt(frame.length - first);
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private int hurting() {
        return LIKELY_TO_HURT[random.nextInt(LIKELY_TO_HURT.length)];
    }
}
