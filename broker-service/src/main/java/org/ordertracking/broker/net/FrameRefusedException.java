package org.ordertracking.broker.net;

/** A frame that cannot be read: the connection has to be closed, since the stream is lost. */
final class FrameRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FrameRefusedException(String message) {
        super(message);
    }

    static FrameRefusedException negative(int length) {
        return new FrameRefusedException(
                "frame length %d is negative; is this a Kafka client speaking plaintext?".formatted(length));
    }

    static FrameRefusedException oversized(int length, int limit) {
        return new FrameRefusedException(
                "frame of %d bytes exceeds broker.listener.max-request-bytes=%d".formatted(length, limit));
    }

    static FrameRefusedException unaffordable(int length, OutOfMemoryError noMemory) {
        return new FrameRefusedException(
                "no memory for a frame of %d bytes (%s): lower broker.listener.in-flight-bytes, or give the JVM more (-XX:MaxDirectMemorySize, -Xmx)"
                        .formatted(length, noMemory.getMessage()));
    }
}
