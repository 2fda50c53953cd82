/** What operators of every service do over HTTP. All paths begin with {@code /admin}. */
package org.ordertracking.messaging.admin;
