/** Who is told what: turns events into notifications that are due. Nothing is sent here. */
package org.ordertracking.notification.application;
