package org.ordertracking.broker.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialDeletion;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialUpsertion;
import org.apache.kafka.common.message.CreateAclsRequestData;
import org.apache.kafka.common.message.CreateAclsRequestData.AclCreation;
import org.apache.kafka.common.message.CreateDelegationTokenRequestData;
import org.apache.kafka.common.message.DeleteAclsRequestData;
import org.apache.kafka.common.message.DeleteAclsRequestData.DeleteAclsFilter;
import org.apache.kafka.common.message.DescribeAclsRequestData;
import org.apache.kafka.common.message.DescribeDelegationTokenRequestData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData.UserName;
import org.apache.kafka.common.message.ExpireDelegationTokenRequestData;
import org.apache.kafka.common.message.RenewDelegationTokenRequestData;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.ordertracking.broker.api.SupportedApi;

/** The requests about logins, rights and tokens. */
final class GoldenSecurityRequests {
    private static final String USER = "golden-user";
    private static final byte SCRAM_SHA_256 = 1;
    private static final byte[] BYTES = "golden".getBytes(StandardCharsets.UTF_8);

    private GoldenSecurityRequests() {}

    static ApiMessage of(SupportedApi api, short version) {
        return switch (api) {
            case SASL_HANDSHAKE -> new SaslHandshakeRequestData().setMechanism("PLAIN");
            case SASL_AUTHENTICATE -> new SaslAuthenticateRequestData().setAuthBytes(BYTES);
            case DESCRIBE_ACLS -> describeAcls();
            case CREATE_ACLS -> createAcls();
            case DELETE_ACLS -> deleteAcls();
            case CREATE_DELEGATION_TOKEN -> createDelegationToken(version);
            case RENEW_DELEGATION_TOKEN -> new RenewDelegationTokenRequestData().setHmac(BYTES);
            case EXPIRE_DELEGATION_TOKEN -> new ExpireDelegationTokenRequestData().setHmac(BYTES);
            case DESCRIBE_DELEGATION_TOKEN -> new DescribeDelegationTokenRequestData().setOwners(null);
            case DESCRIBE_USER_SCRAM_CREDENTIALS ->
                new DescribeUserScramCredentialsRequestData().setUsers(List.of(new UserName().setName(USER)));
            case ALTER_USER_SCRAM_CREDENTIALS -> alterUserScramCredentials();
            default -> throw new IllegalArgumentException(api + " is not about security");
        };
    }

    private static DescribeAclsRequestData describeAcls() {
        return new DescribeAclsRequestData()
                .setResourceTypeFilter(ResourceType.ANY.code())
                .setPatternTypeFilter(PatternType.ANY.code())
                .setOperation(AclOperation.ANY.code())
                .setPermissionType(AclPermissionType.ANY.code());
    }

    private static CreateAclsRequestData createAcls() {
        return new CreateAclsRequestData()
                .setCreations(List.of(new AclCreation()
                        .setResourceType(ResourceType.TOPIC.code())
                        .setResourceName(GoldenRequests.TOPIC)
                        .setResourcePatternType(PatternType.LITERAL.code())
                        .setPrincipal("User:" + USER)
                        .setHost("*")
                        .setOperation(AclOperation.READ.code())
                        .setPermissionType(AclPermissionType.ALLOW.code())));
    }

    private static DeleteAclsRequestData deleteAcls() {
        return new DeleteAclsRequestData()
                .setFilters(List.of(new DeleteAclsFilter()
                        .setResourceTypeFilter(ResourceType.ANY.code())
                        .setPatternTypeFilter(PatternType.ANY.code())
                        .setOperation(AclOperation.ANY.code())
                        .setPermissionType(AclPermissionType.ANY.code())));
    }

    private static CreateDelegationTokenRequestData createDelegationToken(short version) {
        CreateDelegationTokenRequestData request = new CreateDelegationTokenRequestData().setMaxLifetimeMs(-1);
        return version < 3 ? request : request.setOwnerPrincipalType("User").setOwnerPrincipalName(USER);
    }

    private static AlterUserScramCredentialsRequestData alterUserScramCredentials() {
        return new AlterUserScramCredentialsRequestData()
                .setDeletions(
                        List.of(new ScramCredentialDeletion().setName("nobody").setMechanism(SCRAM_SHA_256)))
                .setUpsertions(List.of(new ScramCredentialUpsertion()
                        .setName(USER)
                        .setMechanism(SCRAM_SHA_256)
                        .setIterations(4096)
                        .setSalt(BYTES)
                        .setSaltedPassword(BYTES)));
    }
}
