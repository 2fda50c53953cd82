/**
 * Views of the log in the service's database, each with its own position, rebuilt beside the one that is read.
 *
 * <p>A service writes a {@link org.ordertracking.messaging.projection.Projection} as a bean; everything else is here.
 */
package org.ordertracking.messaging.projection;
