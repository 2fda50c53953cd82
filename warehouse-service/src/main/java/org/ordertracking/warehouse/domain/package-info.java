/**
 * What a warehouse knows: articles on the shelf and what is promised of them. Plain Java; it knows neither the log, nor
 * the database, nor HTTP.
 */
package org.ordertracking.warehouse.domain;
