package org.ordertracking.endtoend.history.check;

import java.util.stream.Stream;
import org.ordertracking.endtoend.history.History;

/** Holds a history against one promise. */
interface Check {
    Stream<Anomaly> anomaliesIn(History history);
}
