/**
 * What every service needs between its database and the log.
 *
 * <ul>
 *   <li>{@code outbox}: an event leaves in the transaction of the change that it tells of;
 *   <li>{@code inbox}: an event is applied once, in the transaction of its effect;
 *   <li>{@code projection}: views of the log in the service's database, rebuilt while they are read;
 *   <li>{@code admin}: what operators do over HTTP;
 *   <li>{@code deadletters}: what cannot be applied is put aside, looked at, replayed or discarded;
 *   <li>{@code topics}: the topics exist before they are used;
 *   <li>{@code database}: one {@code Jdbi} over the database that was chosen at start;
 *   <li>{@code events}: the contract's codec as a bean, its records kept for native images;
 *   <li>{@code retry}: growing pauses, and one log line per outage.
 * </ul>
 */
package org.ordertracking.messaging;
