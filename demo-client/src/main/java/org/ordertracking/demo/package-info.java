/**
 * The part of {@code ./demo order} that a shell cannot do without tools a fresh Debian lacks: HTTP with a body, JSON, and
 * server-sent events. It uses the order service's public API only.
 */
package org.ordertracking.demo;
