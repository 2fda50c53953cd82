package org.ordertracking.broker.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialDeletion;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialUpsertion;
import org.apache.kafka.common.message.AlterUserScramCredentialsResponseData;
import org.apache.kafka.common.message.CreateAclsRequestData;
import org.apache.kafka.common.message.CreateAclsRequestData.AclCreation;
import org.apache.kafka.common.message.CreateAclsResponseData;
import org.apache.kafka.common.message.DeleteAclsRequestData;
import org.apache.kafka.common.message.DeleteAclsRequestData.DeleteAclsFilter;
import org.apache.kafka.common.message.DeleteAclsResponseData;
import org.apache.kafka.common.message.DescribeAclsRequestData;
import org.apache.kafka.common.message.DescribeAclsResponseData;
import org.apache.kafka.common.message.DescribeDelegationTokenRequestData;
import org.apache.kafka.common.message.DescribeDelegationTokenResponseData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData.UserName;
import org.apache.kafka.common.message.DescribeUserScramCredentialsResponseData;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/** What those hear who look for logins, rights and tokens. */
class SecurityHandlersTest {
    private static final byte ANY = 1;
    private static final byte TOPIC = 2;
    private static final byte LITERAL = 3;
    private static final byte ALLOW = 3;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void thereAreNoAclsToSeeOrToSet() {
        DescribeAclsRequestData describe = new DescribeAclsRequestData()
                .setResourceTypeFilter(ANY)
                .setPatternTypeFilter(ANY)
                .setOperation(ANY)
                .setPermissionType(ANY);
        assertThat(Errors.forCode(Requests.ask(broker, describe, 3, DescribeAclsResponseData.class)
                        .errorCode()))
                .isEqualTo(Errors.SECURITY_DISABLED);

        CreateAclsRequestData create = new CreateAclsRequestData()
                .setCreations(List.of(new AclCreation()
                        .setResourceType(TOPIC)
                        .setResourceName("orders")
                        .setResourcePatternType(LITERAL)
                        .setPrincipal("User:a")
                        .setHost("*")
                        .setOperation((byte) 3)
                        .setPermissionType(ALLOW)));
        assertThat(Requests.ask(broker, create, 3, CreateAclsResponseData.class).results())
                .extracting(result -> Errors.forCode(result.errorCode()))
                .containsExactly(Errors.SECURITY_DISABLED);

        DeleteAclsRequestData delete = new DeleteAclsRequestData()
                .setFilters(List.of(new DeleteAclsFilter()
                        .setResourceTypeFilter(ANY)
                        .setPatternTypeFilter(ANY)
                        .setOperation(ANY)
                        .setPermissionType(ANY)));
        assertThat(Requests.ask(broker, delete, 3, DeleteAclsResponseData.class).filterResults())
                .extracting(result -> Errors.forCode(result.errorCode()))
                .containsExactly(Errors.SECURITY_DISABLED);
    }

    @Test
    void aLoginFindsNoneToLogInTo() {
        assertThat(Errors.forCode(Requests.ask(
                                broker,
                                new SaslHandshakeRequestData().setMechanism("PLAIN"),
                                1,
                                SaslHandshakeResponseData.class)
                        .errorCode()))
                .isEqualTo(Errors.ILLEGAL_SASL_STATE);
        assertThat(Errors.forCode(
                        Requests.ask(broker, new SaslAuthenticateRequestData(), 2, SaslAuthenticateResponseData.class)
                                .errorCode()))
                .isEqualTo(Errors.ILLEGAL_SASL_STATE);
    }

    @Test
    void tokensAreNotForConnectionsThatAnybodyCanHave() {
        assertThat(Errors.forCode(Requests.ask(
                                broker,
                                new DescribeDelegationTokenRequestData().setOwners(null),
                                3,
                                DescribeDelegationTokenResponseData.class)
                        .errorCode()))
                .isEqualTo(Errors.DELEGATION_TOKEN_REQUEST_NOT_ALLOWED);
    }

    @Test
    void thereAreNoUsers() {
        assertThat(describeUsers().results()).isEmpty();
        assertThat(describeUsers("a", "b", "a").results())
                .extracting(result -> result.user() + " " + Errors.forCode(result.errorCode()))
                .containsExactly("a DUPLICATE_RESOURCE", "b RESOURCE_NOT_FOUND");
    }

    @Test
    void credentialsThatWouldProtectNothingAreNotKept() {
        AlterUserScramCredentialsRequestData request = new AlterUserScramCredentialsRequestData()
                .setDeletions(List.of(new ScramCredentialDeletion().setName("a").setMechanism((byte) 1)))
                .setUpsertions(List.of(new ScramCredentialUpsertion()
                        .setName("b")
                        .setMechanism((byte) 1)
                        .setIterations(4096)
                        .setSalt(new byte[] {1})
                        .setSaltedPassword(new byte[] {2})));

        assertThat(Requests.ask(broker, request, 0, AlterUserScramCredentialsResponseData.class)
                        .results())
                .extracting(result -> result.user() + " " + Errors.forCode(result.errorCode()))
                .containsExactly("a RESOURCE_NOT_FOUND", "b UNSUPPORTED_SASL_MECHANISM");
        assertThat(describeUsers().results()).isEmpty();
    }

    private DescribeUserScramCredentialsResponseData describeUsers(String... names) {
        DescribeUserScramCredentialsRequestData request = new DescribeUserScramCredentialsRequestData()
                .setUsers(List.of(names).stream()
                        .map(name -> new UserName().setName(name))
                        .toList());
        return Requests.ask(broker, request, 0, DescribeUserScramCredentialsResponseData.class);
    }
}
