/** Orders followed live, as a view of the database. */
package org.ordertracking.order.stream;
