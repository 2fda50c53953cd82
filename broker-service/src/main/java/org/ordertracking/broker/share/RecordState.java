package org.ordertracking.broker.share;

/**
 * Where a shared record stands.
 *
 * <pre>
 *   AVAILABLE ── delivered ──► ACQUIRED ─┬─ accepted ─────────────────────────────────► ACKNOWLEDGED
 *       ▲                         │      └─ rejected, or delivered too often ─────────► ARCHIVED
 *       └── released, or timed out┘
 * </pre>
 *
 * A record that no longer exists, or that no consumer may see, goes from AVAILABLE to ARCHIVED at once.
 */
enum RecordState {
    AVAILABLE(0),
    ACQUIRED(1),
    ACKNOWLEDGED(2),
    ARCHIVED(4);

    private final byte id;

    RecordState(int id) {
        this.id = (byte) id;
    }

    /** The number it is stored under (KIP-932). */
    byte id() {
        return id;
    }

    /** Whether the record is never delivered again. */
    boolean isDone() {
        return this == ACKNOWLEDGED || this == ARCHIVED;
    }

    /** @throws IllegalArgumentException for a number that stands for nothing */
    static RecordState of(byte id) {
        for (RecordState state : values()) {
            if (state.id == id) {
                return state;
            }
        }
        throw new IllegalArgumentException("no record state has the number " + id);
    }
}
