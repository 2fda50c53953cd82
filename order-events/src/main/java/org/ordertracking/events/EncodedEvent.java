package org.ordertracking.events;

import java.util.Map;

/**
 * An event as it stands on the log.
 *
 * @param topic where it belongs
 * @param key key of the record
 * @param headers {@link EventHeaders}, all of them ASCII
 * @param payload value of the record, JSON in UTF-8; not copied, so nobody may change it
 */
public record EncodedEvent(String topic, String key, Map<String, String> headers, byte[] payload) {

    public EncodedEvent {
        headers = Map.copyOf(headers);
    }
}
