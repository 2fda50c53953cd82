package org.ordertracking.broker.net;

import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.ordertracking.broker.api.SupportedApi;

/** The requests of those who administer: each with one thing that is done and, where there is room, one that is refused. */
final class GoldenAdminRequests {
    private static final byte TOPIC_RESOURCE = 2;
    private static final int TIMEOUT_MILLIS = 10_000;

    private GoldenAdminRequests() {}

    static ApiMessage of(SupportedApi api, short version) {
        return switch (api) {
            case ALTER_CONFIGS -> alterConfigs();
            case CREATE_PARTITIONS -> createPartitions();
            case INCREMENTAL_ALTER_CONFIGS -> incrementalAlterConfigs();
            default -> throw new IllegalArgumentException(api + " is not an admin's");
        };
    }

    private static AlterConfigsRequestData alterConfigs() {
        AlterConfigsRequestData request = new AlterConfigsRequestData();
        request.resources().add(alteration(GoldenRequests.TOPIC, "retention.ms", "1000"));
        request.resources().add(alteration("nobody", "retention.ms", "1000"));
        return request;
    }

    private static AlterConfigsResource alteration(String topic, String name, String value) {
        AlterConfigsResource resource =
                new AlterConfigsResource().setResourceType(TOPIC_RESOURCE).setResourceName(topic);
        resource.configs().add(new AlterableConfig().setName(name).setValue(value));
        return resource;
    }

    private static CreatePartitionsRequestData createPartitions() {
        CreatePartitionsRequestData request = new CreatePartitionsRequestData().setTimeoutMs(TIMEOUT_MILLIS);
        request.topics()
                .add(new CreatePartitionsTopic()
                        .setName(GoldenRequests.TOPIC)
                        .setCount(3)
                        .setAssignments(null));
        request.topics()
                .add(new CreatePartitionsTopic().setName("nobody").setCount(3).setAssignments(null));
        return request;
    }

    private static IncrementalAlterConfigsRequestData incrementalAlterConfigs() {
        IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
        request.resources().add(step(OpType.APPEND, "cleanup.policy", "compact", GoldenRequests.TOPIC));
        request.resources().add(step(OpType.SET, "retention.ms", "1000", "nobody"));
        return request;
    }

    private static IncrementalAlterConfigsRequestData.AlterConfigsResource step(
            OpType operation, String name, String value, String topic) {
        var resource = new IncrementalAlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(TOPIC_RESOURCE)
                .setResourceName(topic);
        resource.configs()
                .add(new IncrementalAlterConfigsRequestData.AlterableConfig()
                        .setName(name)
                        .setConfigOperation(operation.id())
                        .setValue(value));
        return resource;
    }
}
