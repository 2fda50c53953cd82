/**
 * Errors over HTTP, all in the one shape of RFC 9457. The services share no web code on purpose: each keeps this small
 * package of its own.
 */
package org.ordertracking.notification.api.problem;
