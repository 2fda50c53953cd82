/** Deliveries over HTTP. */
package org.ordertracking.logistics.api;
