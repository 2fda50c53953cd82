/**
 * The ways out of the house: mail and text messages, each behind an interface, with the in-app inbox in the place of
 * whatever is not configured.
 */
package org.ordertracking.notification.channel;
