package org.ordertracking.messaging.admin;

import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which views to build anew.
 *
 * @param views their names; all of the service when left out
 */
record ReplayRequest(@Schema(examples = "[\"timeline\"]") Set<String> views) {

    /** The names asked for, or all. */
    static Set<String> viewsOf(ReplayRequest request, Set<String> all) {
        return request == null || request.views() == null ? all : new TreeSet<>(request.views());
    }
}
