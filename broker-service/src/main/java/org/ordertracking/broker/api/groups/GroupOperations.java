package org.ordertracking.broker.api.groups;

import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What a client may do with a group, as the bit field of {@code authorizedOperations} (KIP-430): without an authorizer,
 * everything that can be done with one.
 */
final class GroupOperations {
    private static final Set<AclOperation> ALL = Set.of(
            AclOperation.READ,
            AclOperation.DESCRIBE,
            AclOperation.DELETE,
            AclOperation.DESCRIBE_CONFIGS,
            AclOperation.ALTER_CONFIGS);

    static final int AUTHORIZED =
            ALL.stream().mapToInt(operation -> 1 << operation.code()).reduce(0, (left, right) -> left | right);

    private GroupOperations() {}
}
