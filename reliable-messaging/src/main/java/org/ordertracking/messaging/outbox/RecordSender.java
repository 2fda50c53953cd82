package org.ordertracking.messaging.outbox;

import java.util.concurrent.CompletionStage;

/** Sends one row to the broker. */
interface RecordSender {

    /** Completes when the broker has acknowledged the record, or fails once no more attempt of this send is under way. */
    CompletionStage<Void> send(OutboxRow row);
}
