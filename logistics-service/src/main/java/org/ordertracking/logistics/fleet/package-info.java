/**
 * A simulated fleet: vehicles that drive through a city drawn for this purpose, say where they are on the log, and are followed
 * there like real ones would be. Nothing in here touches the database for a position.
 */
package org.ordertracking.logistics.fleet;
