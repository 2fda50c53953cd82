package org.ordertracking.broker.net;

/** A frame whose length prefix cannot be served: the connection has to be closed, since the stream is lost. */
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
}
