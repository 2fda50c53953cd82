/** Deliveries followed live, as a view of the database and of the vehicles' last positions. */
package org.ordertracking.logistics.stream;
