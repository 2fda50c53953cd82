/** Everything that can be wrong with a request, as RFC 9457 problems that say how to mend it. */
package org.ordertracking.http.problem;
