package org.ordertracking.endtoend.monitoring;

/**
 * A rule that gives an expression's value a name.
 *
 * @param file the shipped file that it stands in
 */
record RecordingRule(String file, String series, String expression) {}
