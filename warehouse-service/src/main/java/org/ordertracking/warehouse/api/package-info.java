/** The warehouse over HTTP. */
package org.ordertracking.warehouse.api;
