package org.ordertracking.broker.api.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

class FindCoordinatorTest {
    private static final int NOBODY = -1;
    private static final int FIRST_WITH_SHARE_GROUPS = 6;
    private static final String SHARE_KEY = "sharers:" + TestBroker.topicId(1) + ":0";

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).withGroups().start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = CoordinatorType.class,
            names = {"GROUP", "TRANSACTION"})
    void groupsAndTransactionsAreCoordinatedHere(CoordinatorType type) {
        assertHere(find(type, FIRST_WITH_SHARE_GROUPS, "billing").get(0));
    }

    @Test
    void aPartitionOfAShareGroupIsCoordinatedHereWhetherItIsInUseOrNot() {
        assertHere(
                find(CoordinatorType.SHARE, FIRST_WITH_SHARE_GROUPS, SHARE_KEY).get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sharers",
                "sharers:AAAAAAAAAAAAAAAAAAAAAQ",
                "sharers:0:AAAAAAAAAAAAAAAAAAAAAQ",
                ":AAAAAAAAAAAAAAAAAAAAAQ:0",
                "sharers:no topic id at all:0",
                "sharers:AAAAAAAAAAAAAAAAAAAAAQ:first"
            })
    void aKeyThatNamesNoPartitionOfAShareGroupIsRefused(String key) {
        assertRefused(find(CoordinatorType.SHARE, FIRST_WITH_SHARE_GROUPS, key).get(0));
    }

    @Test
    void eachKeyHasAnAnswerOfItsOwnInTheOrderOfTheRequest() {
        List<Coordinator> answers = find(CoordinatorType.SHARE, FIRST_WITH_SHARE_GROUPS, "malformed", SHARE_KEY);

        assertThat(answers).extracting(Coordinator::key).containsExactly("malformed", SHARE_KEY);
        assertRefused(answers.get(0));
        assertHere(answers.get(1));
    }

    @ParameterizedTest
    @CsvSource({"4", "5"})
    void versionsFromBeforeShareGroupsKnowNoneOfThem(int version) {
        assertRefused(find(CoordinatorType.SHARE, version, SHARE_KEY).get(0));
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void versionsOfOneKeyAreRefusedInTheWholeAnswer(int version) {
        FindCoordinatorResponseData answer = ask(
                new FindCoordinatorRequestData()
                        .setKeyType(CoordinatorType.SHARE.id())
                        .setKey(SHARE_KEY),
                version);

        assertThat(answer.errorCode()).isEqualTo(Errors.INVALID_REQUEST.code());
        assertThat(answer.nodeId()).isEqualTo(NOBODY);
    }

    @Test
    void aTypeThatDoesNotExistIsRefused() {
        FindCoordinatorResponseData answer = ask(
                new FindCoordinatorRequestData().setKeyType((byte) 7).setCoordinatorKeys(List.of(SHARE_KEY)),
                FIRST_WITH_SHARE_GROUPS);

        assertRefused(answer.coordinators().get(0));
    }

    private List<Coordinator> find(CoordinatorType type, int version, String... keys) {
        return ask(new FindCoordinatorRequestData().setKeyType(type.id()).setCoordinatorKeys(List.of(keys)), version)
                .coordinators();
    }

    private FindCoordinatorResponseData ask(FindCoordinatorRequestData request, int version) {
        return Requests.ask(broker, request, version, FindCoordinatorResponseData.class);
    }

    private static void assertHere(Coordinator answer) {
        assertThat(Errors.forCode(answer.errorCode())).isEqualTo(Errors.NONE);
        assertThat(answer.nodeId()).isEqualTo(TestBroker.NODE_ID);
        assertThat(answer.host()).isEqualTo(TestBroker.HOST);
        assertThat(answer.port()).isEqualTo(TestBroker.PORT);
    }

    private static void assertRefused(Coordinator answer) {
        assertThat(Errors.forCode(answer.errorCode())).isEqualTo(Errors.INVALID_REQUEST);
        assertThat(answer.nodeId()).isEqualTo(NOBODY);
    }
}
