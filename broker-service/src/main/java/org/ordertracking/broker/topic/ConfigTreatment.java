package org.ordertracking.broker.topic;

/** What this broker makes of a config that Kafka has. */
public enum ConfigTreatment {
    /** It does what it does in Kafka. */
    HONOURED,

    /** It can be set and is shown, and changes nothing on one node. */
    WITHOUT_EFFECT,

    /** Only Kafka's default can be set; any other value is an INVALID_CONFIG. */
    REFUSED
}
