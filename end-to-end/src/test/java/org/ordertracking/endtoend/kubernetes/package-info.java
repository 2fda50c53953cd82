/**
 * The manifests in {@code k8s}, rendered in every combination of overlay and components, checked against schemas and against
 * what they have to hold.
 */
package org.ordertracking.endtoend.kubernetes;
