package dev.waymark.gateway.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.CaseId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedFaultsTest {

    private static final String PING = "{\"type\":\"ping\"}";

    /** Each said after one ping that was as it should be: the next place is 3. */
    private static final Map<String, Function<JoseClient, String>> FAULTS = faults();

    private TestAlerts alerts;

    private static Map<String, Function<JoseClient, String>> faults() {
        Map<String, Function<JoseClient, String>> faults = new LinkedHashMap<>();
        faults.put("plain", client -> PING);
        faults.put("not even JSON", client -> "ping");
        faults.put("empty", client -> "");
        faults.put("repeated", client -> client.seal(PING, "session", 1));
        faults.put("one left out", client -> client.seal(PING, "session", 5));
        faults.put("the server's place", client -> client.seal(PING, "session", 2));
        faults.put("an even place further on", client -> client.seal(PING, "session", 4));
        faults.put("before the first", client -> client.seal(PING, "session", -1));
        faults.put("a place in words", client -> client.seal(PING, "session", "3"));
        faults.put("a broken place", client -> client.seal(PING, "session", 3.5));
        faults.put(
                "a place too high",
                client -> client.seal(
                        PING,
                        new JsonObject(
                                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"session\",\"n\":18446744073709551619}")));
        faults.put("another kid", client -> client.seal(PING, "sessiom", 3));
        faults.put("without kid", client -> client.seal(PING, header().put("n", 3)));
        faults.put("without place", client -> client.seal(PING, header().put("kid", "session")));
        faults.put("another alg", client -> client.seal(PING, usual().put("alg", "A256KW")));
        faults.put("another enc", client -> client.seal(PING, usual().put("enc", "A128GCM")));
        faults.put("zip", client -> client.seal(PING, usual().put("zip", "DEF")));
        faults.put("crit", client -> client.seal(PING, usual().put("crit", new JsonArray().add("n"))));
        faults.put("an encrypted key", client -> client.seal(PING, "session", 3).replace("..", ".AAAA."));
        faults.put("its end cut off", client -> cut(client.seal(PING, "session", 3)));
        for (int part : new int[] {0, 2, 3, 4}) {
            faults.put("a byte changed in part " + part, client -> changed(client.seal(PING, "session", 3), part));
        }
        return faults;
    }

    private static JsonObject header() {
        return new JsonObject().put("alg", "dir").put("enc", "A256GCM");
    }

    private static JsonObject usual() {
        return header().put("kid", "session").put("n", 3);
    }

    private static String cut(String token) {
        return token.substring(0, token.length() - 4);
    }

    /** In the middle of the part: all of its bits count. */
    private static String changed(String token, int part) {
        String[] parts = token.split("\\.", -1);
        int middle = parts[part].length() / 2;
        char other = parts[part].charAt(middle) == 'A' ? 'B' : 'A';
        parts[part] = parts[part].substring(0, middle) + other + parts[part].substring(middle + 1);
        return String.join(".", parts);
    }

    static Set<String> names() {
        return FAULTS.keySet();
    }

    @BeforeAll
    void start(@TempDir Path keys) {
        alerts = new TestAlerts(keys, AlertLimits.STANDARD);
        alerts.enrol("C-1001", "maria");
    }

    @AfterAll
    void stop() {
        alerts.close();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_frame_that_is_not_the_next_of_the_session_closes_the_socket(String fault) {
        JoseClient client = alerts.joseClient();
        HearAlerts maria = alerts.listenEncrypted("maria", "null", client);
        maria.next("ready");
        maria.say(PING);
        maria.skipTo("pong");
        maria.sayAsItStands(Objects.requireNonNull(FAULTS.get(fault)).apply(client));
        assertThat(maria.closedWith()).isEqualTo(1008);
    }

    @Test
    void after_a_wrong_frame_nothing_more_is_told(@TempDir Path keys) {
        try (TestAlerts own = new TestAlerts(keys, AlertLimits.STANDARD)) {
            CaseId caseId = own.enrol("C-1001", "maria");
            HearAlerts maria = own.listenEncrypted("maria", "null");
            maria.next("ready");
            maria.say(PING);
            maria.skipTo("pong");
            maria.sayAsItStands(PING);
            assertThat(maria.closedWith()).isEqualTo(1008);
            own.raise(caseId, "prior-auth.denied", true, "");
            assertThat(maria.rest()).isEmpty();
        }
    }

    @Test
    void a_frame_of_bytes_closes_it_too() {
        HearAlerts maria = alerts.listenEncrypted("maria", "null");
        maria.next("ready");
        maria.sayBytes(PING);
        assertThat(maria.closedWith()).isEqualTo(1008);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"key\"",
                "{}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\"}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"y\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
            })
    void a_key_that_cannot_be_encrypted_to_is_a_bad_frame(String key) {
        HearAlerts maria = alerts.listen("maria").say("{\"type\":\"hello\",\"after\":null,\"key\":" + key + "}");
        assertThat(maria.next("error").getString("code")).isEqualTo("bad-frame");
        maria.say("{\"type\":\"hello\",\"after\":null}").next("ready");
        maria.hearsNothingMore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"d\":\"AAAA\"",
                "\"use\":\"sig\"",
                "\"alg\":\"ES256\"",
                "\"key_ops\":[\"verify\"]",
                "\"crv\":\"P-384\""
            })
    void a_key_that_is_private_or_for_something_else_is_a_bad_frame(String member) {
        JsonObject key = alerts.joseClient().jwk().mergeIn(new JsonObject("{" + member + "}"));
        HearAlerts maria =
                alerts.listen("maria").say("{\"type\":\"hello\",\"after\":null,\"key\":" + key.encode() + "}");
        assertThat(maria.next("error").getString("code")).isEqualTo("bad-frame");
    }
}
