package org.ordertracking.broker;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.ordertracking.broker.console.Problem;
import org.ordertracking.broker.console.RecordTail;
import org.ordertracking.broker.console.view.ClusterViews;
import org.ordertracking.broker.console.view.ConfigViews;
import org.ordertracking.broker.console.view.GroupViews;
import org.ordertracking.broker.console.view.Paged;
import org.ordertracking.broker.console.view.RecordViews;
import org.ordertracking.broker.console.view.ShownBytes;
import org.ordertracking.broker.console.view.SqlViews;
import org.ordertracking.broker.console.view.TopicViews;

/** What the console writes as JSON and reads from it, with all records inside: Jackson finds their parts by reflection. */
@RegisterForReflection(
        targets = {
            ClusterViews.class,
            ConfigViews.class,
            GroupViews.class,
            Paged.class,
            Problem.class,
            RecordTail.News.class,
            RecordViews.class,
            ShownBytes.class,
            SqlViews.class,
            TopicViews.class
        })
final class ConsoleReflection {
    private ConsoleReflection() {}
}
