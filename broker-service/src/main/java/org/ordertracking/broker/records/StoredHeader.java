package org.ordertracking.broker.records;

import java.nio.ByteBuffer;

/**
 * A header of a record.
 *
 * @param key its name; what is no UTF-8 in it was replaced
 * @param value null when it has none; shares memory as {@link StoredRecord} says
 */
public record StoredHeader(String key, ByteBuffer value) {}
