/**
 * The admin door: what operators do is closed, unless a token is set or the process is a demonstration.
 *
 * <p>A resource whose path begins with {@code /admin} stands behind it by its path alone.
 */
package org.ordertracking.http.admin;
