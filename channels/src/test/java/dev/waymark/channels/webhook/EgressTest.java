package dev.waymark.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {

    private final List<String> lookedUp = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::8.8.8.8",
                "100::1",
                "2001::1",
                "2001:2::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2a00:1450::5efe:10.0.0.1",
                "2a00:1450::200:5efe:127.0.0.1"
            })
    void an_address_that_is_not_of_the_internet_is_refused(String address) {
        assertRefused(guarded(List.of(), address).resolve(URI.create("https://rx-one.example/hooks")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.20.0.1",
                "223.255.255.254",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "2606:4700::1111",
                "2a00:1450:4001::200e",
                "2a00:1450::5efe:8.8.8.8"
            })
    void an_address_of_the_internet_is_handed_out_as_it_was_checked(String address) {
        SocketAddress found = guarded(List.of(), address)
                .resolve(URI.create("https://rx-one.example/hooks"))
                .result();

        assertThat(found.hostName()).as("nothing is left to be looked up again").isNull();
        assertThat(found.hostAddress()).isEqualTo(inet(address).getHostAddress());
        assertThat(found.port()).isEqualTo(443);
        assertThat(lookedUp).containsExactly("rx-one.example");
    }

    @Test
    void of_several_addresses_only_one_that_passes_is_used() {
        Egress egress = guarded(List.of(), "10.0.0.1", "8.8.8.8");

        assertThat(egress.resolve(URI.create("https://rx-one.example:8443"))
                        .result()
                        .toString())
                .isEqualTo("8.8.8.8:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://rx-one.example/",
                "ftp://rx-one.example/",
                "https:rx-one.example",
                "https:///hooks",
                "https://under_score/",
                "https://user@rx-one.example/",
                "https://user:word@rx-one.example/",
                "https://rx-one.example:0/",
                "https://rx-one.example:70000/",
                "/hooks"
            })
    void a_url_of_another_form_is_refused_before_anything_is_looked_up(String url) {
        assertRefused(guarded(List.of(), "8.8.8.8").resolve(URI.create(url)));
        assertThat(lookedUp).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://127.0.0.1/", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://10.0.0.1:8443/"})
    void a_written_out_address_is_judged_like_any_other(String url) {
        assertRefused(guarded(List.of(), "8.8.8.8").resolve(URI.create(url)));
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void what_is_listed_may_be_plain_and_anywhere() {
        Egress egress = guarded(List.of("Hooks.Internal:8080", "[::1]:9000", "10.0.0.5:443"), "10.0.0.5");

        assertThat(egress.resolve(URI.create("http://hooks.internal:8080/a"))
                        .result()
                        .toString())
                .isEqualTo("10.0.0.5:8080");
        assertThat(egress.resolve(URI.create("http://[0:0:0:0:0:0:0:1]:9000/"))
                        .result()
                        .port())
                .isEqualTo(9000);
        assertThat(egress.resolve(URI.create("https://named.example/")).result().toString())
                .as("its address is listed")
                .isEqualTo("10.0.0.5:443");
        assertRefused(egress.resolve(URI.create("http://named.example:443/")));
        assertRefused(egress.resolve(URI.create("http://hooks.internal:8081/")));
        assertRefused(egress.resolve(URI.create("http://user@hooks.internal:8080/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", ":80", "host:99999", "http://host:80", "a@host:80", "::1:80"})
    void an_entry_of_another_form_is_named(String entry) {
        assertThatThrownBy(() -> AllowList.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("write host:port instead of " + entry);
    }

    @Test
    void where_the_operator_points_directly_nothing_is_judged() {
        assertThat(Egress.direct()
                        .resolve(URI.create("http://localhost:8081/x"))
                        .result()
                        .toString())
                .isEqualTo("localhost:8081");
        assertRefused(Egress.direct().resolve(URI.create("http://user@localhost/")));
    }

    private Egress guarded(List<String> allowed, String... addresses) {
        Names names = host -> {
            lookedUp.add(host);
            return Future.succeededFuture(
                    Arrays.stream(addresses).map(EgressTest::inet).toList());
        };
        return Egress.guarded(names, AllowList.of(allowed));
    }

    private static void assertRefused(Future<SocketAddress> resolved) {
        assertThat(resolved.cause()).isInstanceOf(EgressRefused.class);
    }

    private static InetAddress inet(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
