/**
 * The console: what is in the broker, for people and for programs, over HTTP. It asks the broker's own objects; what a Kafka client can
 * ask or change goes through the same handlers ({@link org.ordertracking.broker.console.LocalClient}).
 */
package org.ordertracking.broker.console;
