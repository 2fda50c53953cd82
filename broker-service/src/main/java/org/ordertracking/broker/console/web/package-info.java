/** The console's HTTP: the door, routes, pages, live streams. */
package org.ordertracking.broker.console.web;
