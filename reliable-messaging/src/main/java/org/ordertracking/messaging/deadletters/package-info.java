/**
 * Records that a consumer could not apply: put aside whole, with reason, origin and stack, looked at, replayed or discarded.
 *
 * <pre>
 *   consumer gives up --> &lt;topic&gt;.&lt;service&gt;.dead-letters --> table dead_letter --> a person decides
 *        (DeadLetterFailures, DeadLetterWriter)   (DeadLettersListener)     (DeadLetters: replay, discard)
 * </pre>
 */
package org.ordertracking.messaging.deadletters;
