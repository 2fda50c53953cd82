/** The settings, and what is made of them once at the start. */
package org.ordertracking.notification.config;
