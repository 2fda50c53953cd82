package org.ordertracking.broker.console;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.ordertracking.broker.api.ApiDispatcher;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.ConnectedClient;
import org.ordertracking.broker.api.LogDirectory;
import org.ordertracking.broker.group.CommittedOffsets;
import org.ordertracking.broker.log.LogStore;
import org.ordertracking.broker.sql.SqlLimits;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * What the console looks at: the parts of a running broker.
 *
 * @param node how clients reach it
 * @param dispatcher serves requests as clients send them
 * @param topics the topics there are
 * @param store their logs
 * @param offsets what groups have committed
 * @param clients who is connected
 * @param directory where the data lies
 * @param meters what the broker counts
 * @param clock tells the time
 * @param startedMillis when it was started
 * @param version of this software
 * @param sql what queries may use
 */
public record ConsoleParts(
        Supplier<BrokerNode> node,
        ApiDispatcher dispatcher,
        TopicRegistry topics,
        LogStore store,
        CommittedOffsets offsets,
        Supplier<List<ConnectedClient>> clients,
        LogDirectory directory,
        MeterRegistry meters,
        InstantSource clock,
        long startedMillis,
        String version,
        SqlLimits sql) {}
