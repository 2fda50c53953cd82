/**
 * What Kafka's coordinators, which are libraries, need of a broker: a topic for their state, a way to read it back at the
 * start, and a way to write to it. Each coordinator is put together in the package of its area.
 */
package org.ordertracking.broker.coordinator;
