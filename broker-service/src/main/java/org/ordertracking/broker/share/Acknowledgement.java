package org.ordertracking.broker.share;

import java.util.List;
import org.apache.kafka.common.errors.InvalidRequestException;

/**
 * What a consumer says of a range of records that it was given.
 *
 * @param first the first offset
 * @param last the last offset
 * @param types one type for the whole range, or one for each offset
 */
public record Acknowledgement(long first, long last, List<Byte> types) {

    /** What happened to a record. */
    enum Type {
        /** There is no record at the offset. */
        GAP,
        /** It was processed. */
        ACCEPT,
        /** It is to be delivered again. */
        RELEASE,
        /** It is never to be delivered again. */
        REJECT
    }

    /**
     * Checks what a client sent for one partition.
     *
     * @throws InvalidRequestException naming what is wrong
     */
    public static void requireValid(List<Acknowledgement> acknowledgements) {
        long previousLast = -1;
        for (Acknowledgement range : acknowledgements) {
            if (range.first > range.last) {
                throw new InvalidRequestException(
                        "an acknowledged range ends at %d, before it begins at %d".formatted(range.last, range.first));
            }
            if (range.first <= previousLast) {
                throw new InvalidRequestException(
                        "the acknowledged range from %d on begins before the previous one ends at %d"
                                .formatted(range.first, previousLast));
            }
            range.requireValidTypes();
            previousLast = range.last;
        }
    }

    private void requireValidTypes() {
        if (types == null || types.isEmpty()) {
            throw new InvalidRequestException("the range %d to %d has no acknowledge type".formatted(first, last));
        }
        if (types.size() > 1 && types.size() != last - first + 1) {
            throw new InvalidRequestException("the range %d to %d has %d acknowledge types; give one, or one per offset"
                    .formatted(first, last, types.size()));
        }
        for (byte type : types) {
            if (type < 0 || type >= Type.values().length) {
                throw new InvalidRequestException("acknowledge type %d is not one of 0 to 3".formatted(type));
            }
        }
    }

    Type typeOf(long offset) {
        return Type.values()[types.get(types.size() == 1 ? 0 : (int) (offset - first))];
    }

    /** The last offset up to which all have the type of this one. */
    long lastAlike(long offset) {
        if (types.size() == 1) {
            return last;
        }
        long alike = offset;
        while (alike < last && typeOf(alike + 1) == typeOf(offset)) {
            alike++;
        }
        return alike;
    }
}
