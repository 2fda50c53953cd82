package org.ordertracking.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,                     192.0.2.7",
        "::ffff:192.0.2.7,              192.0.2.7",
        "2001:db8:1:2:3:4:5:6,          20010db800010002/64",
        "2001:db8:1:2:ffff:ffff:ffff:1, 20010db800010002/64",
        "2001:db8:1:3::1,               20010db800010003/64",
        "::1,                           0000000000000000/64",
        "a-proxy-wrote-this,            a-proxy-wrote-this",
    })
    void aClientIsAnIpv4AddressOrASiteOfIpv6(String address, String client) {
        assertThat(ClientAddress.of(SocketAddress.inetSocketAddress(4711, address)))
                .isEqualTo(client);
    }

    @Test
    void whatHasNoAddressIsOneClient() {
        assertThat(ClientAddress.of(null)).isEqualTo("unknown");
        assertThat(ClientAddress.of(SocketAddress.domainSocketAddress("/run/a")))
                .isEqualTo("unknown");
    }

    @Test
    void aLongNameTakesLittleOfTheTable() {
        assertThat(ClientAddress.of(SocketAddress.inetSocketAddress(1, "x".repeat(5000))))
                .hasSize(64);
    }
}
