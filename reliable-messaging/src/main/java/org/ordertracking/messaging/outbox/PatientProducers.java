package org.ordertracking.messaging.outbox;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * Lets Kafka's producer try a record again for as long as {@code delivery.timeout.ms} lasts.
 *
 * <p>{@code retries} of a channel means two things at once: how often the producer sends a record again, under the same
 * sequence number so that the log has it once, and how often the connector hands a record that failed to the producer
 * anew, as another record. Of the first, many are wanted, since a partition of a cluster has no leader for some seconds
 * when a node dies; of the second few, as the relay does that better. So the channel's number is left to the connector.
 */
@Singleton
class PatientProducers implements ClientCustomizer<Map<String, Object>> {

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> settings) {
        if (!settings.containsKey(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG)) {
            return settings;
        }
        Map<String, Object> patient = new HashMap<>(settings);
        patient.put(ProducerConfig.RETRIES_CONFIG, String.valueOf(Integer.MAX_VALUE));
        return patient;
    }
}
