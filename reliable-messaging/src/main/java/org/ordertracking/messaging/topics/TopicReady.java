package org.ordertracking.messaging.topics;

/** Fired when a topic is known to exist, and may be written to. */
public record TopicReady(String topic) {}
