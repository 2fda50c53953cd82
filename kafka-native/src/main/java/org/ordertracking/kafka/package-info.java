/**
 * What a native image must keep of Kafka's client library, for the broker and the services: code that lz4 finds by name (here), and, in
 * {@code META-INF/native-image}, native libraries with what they call back into. A consumer needs all of it even where nobody in this
 * house compresses: a broker may be told to.
 */
package org.ordertracking.kafka;
