/** What a service tells of itself: traces that go on across rows and records, samples for metrics, and when to send any of it. */
package org.ordertracking.messaging.telemetry;
