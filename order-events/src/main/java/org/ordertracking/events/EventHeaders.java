package org.ordertracking.events;

/**
 * Names of the record headers: CloudEvents 1.0, Kafka protocol binding, binary content mode (the attributes are headers,
 * the value is the bare payload).
 */
public final class EventHeaders {

    /** Version of CloudEvents, always {@value #SPEC_VERSION_1}. */
    public static final String SPEC_VERSION = "ce_specversion";

    /** Id of the event, a UUID. */
    public static final String ID = "ce_id";

    /** Kind of the event, see {@link EventTypes}. */
    public static final String TYPE = "ce_type";

    /** Path of the publishing service. */
    public static final String SOURCE = "ce_source";

    /** Order id or SKU, equal to the record's key. */
    public static final String SUBJECT = "ce_subject";

    /** When the event was published, RFC 3339. */
    public static final String TIME = "ce_time";

    /** Media type of the value, always {@value #JSON}. */
    public static final String CONTENT_TYPE = "content-type";

    /** W3C trace context of the step that published the event; absent when it was not traced. */
    public static final String TRACE_PARENT = "traceparent";

    /**
     * On a record that was a dead letter and was sent again by a person: the id of the letter. The event is the one of
     * {@link #ID}, at another place of the log.
     */
    public static final String REPLAY_OF = "ce_replayof";

    /** The only version of CloudEvents in use. */
    public static final String SPEC_VERSION_1 = "1.0";

    /** The only media type in use. */
    public static final String JSON = "application/json";

    private EventHeaders() {}
}
