/** The notifications over HTTP: what customers were told, also when nothing left the house. */
package org.ordertracking.notification.api;
