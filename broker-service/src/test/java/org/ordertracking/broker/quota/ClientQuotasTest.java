package org.ordertracking.broker.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.image.ClientQuotaImage;
import org.apache.kafka.image.ClientQuotasImage;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.fixture.TestClock;

/** Who is held to which quota, and for how long a client over it is left alone. */
class ClientQuotasTest {
    private static final String USER = "ANONYMOUS";
    private static final int WINDOW_SECONDS = 10;

    private final TestClock clock = new TestClock();
    private final ClientQuotas quotas = new ClientQuotas(Map.of(), clock);
    private final Map<ClientQuotaEntity, ClientQuotaImage> set = new HashMap<>();

    @Test
    void whereNoQuotaIsSetNothingIsLimited() {
        assertThat(quotas.limits(QuotaKind.PRODUCER_BYTE_RATE)).isFalse();
        assertThat(quotas.produced(USER, "c", Long.MAX_VALUE)).isZero();
        assertThat(quotas.largestFetch(USER, "c")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whoStaysWithinTheQuotaIsNotThrottled() {
        set(QuotaKind.PRODUCER_BYTE_RATE, 1_000, client("c"));

        for (int second = 0; second < 60; second++) {
            assertThat(quotas.produced(USER, "c", 900)).isZero();
            clock.advanceMillis(1_000);
        }
    }

    @Test
    void aBurstIsPaidForWithTheTimeUntilTheRateIsDownAgain() {
        set(QuotaKind.PRODUCER_BYTE_RATE, 1_000, client("c"));

        // 15 s worth of bytes over a window of 10 s: half as much again as allowed, so another half of the window.
        assertThat(quotas.produced(USER, "c", 15_000)).isEqualTo(WINDOW_SECONDS * 1_000 / 2);
        clock.advanceMillis(WINDOW_SECONDS * 1_000 + 1_000);
        assertThat(quotas.produced(USER, "c", 9_000))
                .as("the burst has left the window")
                .isZero();
    }

    @Test
    void aFetchOverTheQuotaIsNotCounted() {
        set(QuotaKind.CONSUMER_BYTE_RATE, 1_000, client("c"));
        assertThat(quotas.fetched(USER, "c", 9_000)).isZero();

        assertThat(quotas.fetched(USER, "c", 2_000)).isEqualTo(1_000);

        assertThat(quotas.fetched(USER, "c", 1_000))
                .as("as if it had not been asked for")
                .isZero();
        assertThat(quotas.largestFetch(USER, "c")).isEqualTo(10_000);
    }

    @Test
    void whatAloneIsOverTheQuotaGetsThroughOnceInAWindow() {
        set(QuotaKind.CONSUMER_BYTE_RATE, 1, client("c"));

        assertThat(quotas.fetched(USER, "c", 1_000)).isZero();
        assertThat(quotas.fetched(USER, "c", 1_000)).isPositive();
        clock.advanceMillis(12_000);
        assertThat(quotas.fetched(USER, "c", 1_000)).isZero();
    }

    @Test
    void requestTimeIsThrottledForASecondAtMost() {
        set(QuotaKind.REQUEST_PERCENTAGE, 1, client("c"));

        assertThat(quotas.worked(USER, "c", 50_000_000))
                .as("half of 1 % of 10 s")
                .isZero();
        assertThat(quotas.worked(USER, "c", 60_000_000)).isEqualTo(1_000);
        assertThat(quotas.worked(USER, "c", 60_000_000_000L)).isEqualTo(1_000);
    }

    @Test
    void theMostSpecificQuotaCounts() {
        Map<String, String> both = client("c");
        both.put(ClientQuotaEntity.USER, USER);
        Map<String, String> userAndAny = client(null);
        userAndAny.put(ClientQuotaEntity.USER, USER);
        Map<String, String> anyUserAndClient = client("c");
        anyUserAndClient.put(ClientQuotaEntity.USER, null);
        Map<String, String> anyUserAndAny = client(null);
        anyUserAndAny.put(ClientQuotaEntity.USER, null);

        assertLargestFetchIs(1, client(null));
        assertLargestFetchIs(2, client("c"));
        assertLargestFetchIs(3, user(null));
        assertLargestFetchIs(4, anyUserAndAny);
        assertLargestFetchIs(5, anyUserAndClient);
        assertLargestFetchIs(6, user(USER));
        assertLargestFetchIs(7, userAndAny);
        assertLargestFetchIs(8, both);
    }

    @Test
    void quotasOfOthersDoNotCount() {
        set(QuotaKind.CONSUMER_BYTE_RATE, 1, client("other"));
        set(QuotaKind.CONSUMER_BYTE_RATE, 1, user("other"));

        assertThat(quotas.largestFetch(USER, "c")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void clientsOfOneUserShareTheUsersQuota() {
        set(QuotaKind.PRODUCER_BYTE_RATE, 1_000, user(null));

        assertThat(quotas.produced(USER, "a", 10_000)).isZero();
        assertThat(quotas.produced(USER, "b", 1_000)).isPositive();
    }

    @Test
    void clientsUnderADefaultHaveAQuotaEachAndOneWithoutAnIdIsOneToo() {
        set(QuotaKind.PRODUCER_BYTE_RATE, 1_000, client(null));

        assertThat(quotas.produced(USER, "a", 10_000)).isZero();
        assertThat(quotas.produced(USER, "b", 10_000)).isZero();
        assertThat(quotas.produced(USER, null, 10_000)).isZero();
        assertThat(quotas.produced(USER, null, 1_000)).isPositive();
    }

    @Test
    void aQuotaThatChangesCountsAtOnceForWhatWasUsedBefore() {
        set(QuotaKind.PRODUCER_BYTE_RATE, 1_000, client("c"));
        assertThat(quotas.produced(USER, "c", 10_000)).isZero();

        set(QuotaKind.PRODUCER_BYTE_RATE, 500, client("c"));
        assertThat(quotas.produced(USER, "c", 0)).isEqualTo(10_000);

        set.clear();
        apply();
        assertThat(quotas.produced(USER, "c", 1_000_000)).isZero();
    }

    @Test
    void settingsAreTheDefaultOfTheDefaults() {
        ClientQuotas withDefaults = new ClientQuotas(Map.of(QuotaKind.CONSUMER_BYTE_RATE, 7.0), clock);

        assertThat(withDefaults.largestFetch(USER, "c")).isEqualTo(70);
        withDefaults.apply(new ClientQuotasImage(Map.of(
                new ClientQuotaEntity(client(null)),
                new ClientQuotaImage(Map.of(QuotaKind.CONSUMER_BYTE_RATE.key(), 9.0)))));
        assertThat(withDefaults.largestFetch(USER, "c")).isEqualTo(90);
    }

    @Test
    void aSettingThatAllowsNothingIsRefused() {
        assertThatThrownBy(() -> new ClientQuotas(Map.of(QuotaKind.CONSUMER_BYTE_RATE, 0.0), clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broker.quotas.consumer-byte-rate=0.0 must be more than 0");
    }

    @Test
    void strictChangesOverTheQuotaAreRefusedUntilItIsFilledAgain() {
        set(QuotaKind.CONTROLLER_MUTATION_RATE, 1, client("c"));
        MutationBudget first = quotas.mutations(USER, "c", true);
        first.take(13);
        assertThat(first.throttleMillis())
                .as("what was allowed is not throttled")
                .isZero();

        MutationBudget second = quotas.mutations(USER, "c", true);
        assertThatThrownBy(() -> second.take(1))
                .isInstanceOf(ThrottlingQuotaExceededException.class)
                .hasMessageContaining("controller_mutation_rate=1.0")
                .hasMessageContaining("2000 ms");
        assertThat(second.throttleMillis()).isEqualTo(2_000);

        clock.advanceMillis(2_000);
        quotas.mutations(USER, "c", true).take(1);
    }

    @Test
    void oldClientsThatDoNotKnowTheErrorAreOnlyThrottled() {
        set(QuotaKind.CONTROLLER_MUTATION_RATE, 1, client("c"));
        MutationBudget budget = quotas.mutations(USER, "c", false);

        budget.take(13);
        budget.take(1);

        assertThat(budget.throttleMillis()).isEqualTo(3_000);
    }

    @Test
    void eachAddressHasItsOwnRateOfConnections() throws UnknownHostException {
        InetAddress known = InetAddress.getByName("10.0.0.1");
        InetAddress other = InetAddress.getByName("10.0.0.2");
        set(QuotaKind.CONNECTION_CREATION_RATE, 1, address(null));
        set(QuotaKind.CONNECTION_CREATION_RATE, 2, address("10.0.0.1"));

        assertThat(connections(known)).isEqualTo(20);
        assertThat(connections(other)).isEqualTo(10);
        assertThat(quotas.connected(other)).isLessThanOrEqualTo(1_000);
    }

    @Test
    void clientIdsWithoutEndAreCountedTogetherInTheEnd() {
        Meters<String, RateMeter> meters = new Meters<>(2, RateMeter::new);
        RateMeter first = meters.of("1", 0);
        meters.of("2", 0);

        assertThat(meters.of("3", 0)).isSameAs(meters.of("4", 0));
        assertThat(meters.of("1", 0)).isSameAs(first);
        assertThat(meters.size()).isEqualTo(2);

        meters.of("5", Meters.IDLE_MILLIS + 1);
        assertThat(meters.size()).as("the idle ones are gone").isEqualTo(1);
    }

    private int connections(InetAddress address) {
        int accepted = 0;
        while (quotas.connected(address) == 0) {
            accepted++;
        }
        return accepted;
    }

    private void assertLargestFetchIs(int limit, Map<String, String> entity) {
        set(QuotaKind.CONSUMER_BYTE_RATE, limit, entity);
        assertThat(quotas.largestFetch(USER, "c")).isEqualTo(limit * 10L);
    }

    private void set(QuotaKind kind, double limit, Map<String, String> entity) {
        set.put(new ClientQuotaEntity(entity), new ClientQuotaImage(Map.of(kind.key(), limit)));
        apply();
    }

    private void apply() {
        quotas.apply(new ClientQuotasImage(Map.copyOf(set)));
    }

    private static Map<String, String> client(String id) {
        return entity(ClientQuotaEntity.CLIENT_ID, id);
    }

    private static Map<String, String> user(String name) {
        return entity(ClientQuotaEntity.USER, name);
    }

    private static Map<String, String> address(String ip) {
        return entity(ClientQuotaEntity.IP, ip);
    }

    private static Map<String, String> entity(String type, String name) {
        Map<String, String> entity = new HashMap<>();
        entity.put(type, name);
        return entity;
    }
}
