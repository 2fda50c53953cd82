package org.ordertracking.messaging.deadletters;

import java.time.Instant;
import java.util.Optional;

/**
 * Who decided what about a dead letter.
 *
 * @param actor name of a person or a program
 * @param decision what the letter became by it
 * @param reason in words; a discard has one, a replay may
 */
public record AuditRecord(Instant at, String actor, LetterState decision, Optional<String> reason) {}
