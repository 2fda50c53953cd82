/**
 * Tells who may do what operators do: who knows the token, and no page of another origin. Without a web framework, so that the
 * services and the broker share it.
 */
package org.ordertracking.http.door;
