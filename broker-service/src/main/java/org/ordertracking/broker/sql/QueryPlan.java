package org.ordertracking.broker.sql;

import java.util.List;
import org.ordertracking.broker.topic.Topic;

/**
 * What has to be read for a query.
 *
 * @param topics each once
 * @param bounds of the one topic; none when there are several
 */
record QueryPlan(List<Topic> topics, ReadBounds bounds) {}
