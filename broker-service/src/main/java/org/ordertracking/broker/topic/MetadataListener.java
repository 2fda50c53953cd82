package org.ordertracking.broker.topic;

import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;

/** Told of each change of the metadata, on the registry's thread, after it took effect. */
public interface MetadataListener {

    /**
     * @param delta what changed
     * @param image all there is now
     */
    void onChange(MetadataDelta delta, MetadataImage image);
}
