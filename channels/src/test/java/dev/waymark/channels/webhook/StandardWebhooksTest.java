package dev.waymark.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks.Received;
import dev.waymark.channels.webhook.StandardWebhooks.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {

    /** The example of the reference libraries. */
    private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);

    @Test
    void it_signs_as_the_reference_libraries_do() {
        assertThat(StandardWebhooks.sign(SECRET, ID, NOW, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void what_they_signed_is_genuine() {
        assertThat(verify(ID, TIMESTAMP, SIGNATURE, BODY, NOW)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void one_genuine_signature_among_others_is_enough() {
        String several = "v1,AAAA v2,abc v1a,xyz " + SIGNATURE;

        assertThat(verify(ID, TIMESTAMP, several, BODY, NOW)).isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void a_timestamp_within_five_minutes_either_way_is_believed(long apart) {
        assertThat(verify(ID, TIMESTAMP, SIGNATURE, BODY, NOW.plusSeconds(apart)))
                .isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 86_400})
    void beyond_that_it_is_not(long apart) {
        assertThat(verify(ID, TIMESTAMP, SIGNATURE, BODY, NOW.plusSeconds(apart)))
                .isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void whatever_is_changed_makes_it_a_forgery() {
        assertThat(verify(ID + "x", TIMESTAMP, SIGNATURE, BODY, NOW)).isEqualTo(Verdict.FORGED);
        assertThat(verify(ID, "1614265331", SIGNATURE, BODY, NOW)).isEqualTo(Verdict.FORGED);
        assertThat(verify(ID, TIMESTAMP, SIGNATURE, new byte[0], NOW)).isEqualTo(Verdict.FORGED);
        assertThat(verify(ID, TIMESTAMP, SIGNATURE.replace("v1,", "v2,"), BODY, NOW))
                .isEqualTo(Verdict.FORGED);
        assertThat(verify(ID, TIMESTAMP, SIGNATURE.replace("=", ""), BODY, NOW)).isEqualTo(Verdict.FORGED);
        assertThat(StandardWebhooks.verify(
                        new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx"),
                        new Received(ID, TIMESTAMP, SIGNATURE),
                        BODY,
                        NOW))
                .isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'',1614265330,v1",
                "msg_1,'',v1",
                "msg_1,1614265330,''",
                "msg_1,x,v1",
                "msg_1,-5,v1",
                "msg_1,1e3,v1"
            })
    void headers_missing_or_out_of_form_are_malformed(String id, String timestamp, String signature) {
        assertThat(verify(id, timestamp, signature, BODY, NOW)).isEqualTo(Verdict.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_?"})
    void a_secret_of_another_form_is_refused_without_showing_it(String secret) {
        assertThat(StandardWebhooks.isKey(new Secret(secret))).isFalse();
        assertThatThrownBy(() -> StandardWebhooks.requireKey(new Secret(secret)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContainingAny("c2hvcnQ", "MfKQ9r8");
        assertThat(StandardWebhooks.isKey(SECRET)).isTrue();
    }

    @Test
    void a_gateway_without_keys_and_secret_signs_nothing() {
        assertThat(StandardWebhooks.signature(ID, 1, BODY, message -> List.of(), java.util.Optional.empty()))
                .isEmpty();
    }

    private static Verdict verify(String id, String timestamp, String signature, byte[] body, Instant now) {
        return StandardWebhooks.verify(SECRET, new Received(id, timestamp, signature), body, now);
    }
}
