package org.ordertracking.messaging.deadletters.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a letter is replayed or discarded.
 *
 * @param reason in words, at most {@value #MAX_REASON} characters
 */
@RegisterForReflection
@Schema(name = "DeadLetterReason")
public record DecisionRequest(@Schema(required = true) String reason) {

    static final int MAX_REASON = 500;
}
