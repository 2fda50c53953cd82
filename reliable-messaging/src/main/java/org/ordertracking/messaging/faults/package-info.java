/** Faults on purpose, for demonstrations: nothing of it acts, or answers, outside the run-time profile {@code demo}. */
package org.ordertracking.messaging.faults;
