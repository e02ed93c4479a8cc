package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text provider that gave a key, and opens what it is sent by Nimbus, with its private key. */
class EncryptedTextsTest {

    @TempDir
    Path folder;

    static Stream<JWK> keys() throws Exception {
        return Stream.of(
                new ECKeyGenerator(Curve.P_256).keyID("enc-1").generate(),
                new RSAKeyGenerator(2048).keyID("enc-2").generate());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_provider_that_gave_a_key_is_sent_each_text_as_a_jwe_and_both_signatures_are_of_the_jwe(JWK key)
            throws Exception {
        try (TestGateway gateway = new TestGateway(folder, setup(key))) {
            People people = new People(gateway);
            people.hearOfNews();

            List<FarSide.Received> texts = gateway.provider.received();
            assertThat(texts).hasSize(2);
            GatewayKeySet jwks = GatewayKeySet.of(gateway);
            for (FarSide.Received text : texts) {
                assertThat(text.headers().get("content-type")).isEqualTo("application/jose");
                assertThat(text.body().toString()).doesNotContain("Care Team", "+1202555", "http://");
                JsonObject inside = opened(text, key);
                assertThat(inside.fieldNames()).containsExactlyInAnyOrder("id", "to", "text", "statusCallback");
                assertThat(inside.getString("id")).isEqualTo(text.id());
                assertThat(inside.getString("to")).isIn(People.PATIENT, People.CAREGIVER);
                assertThat(inside.getString("text")).contains("Care Team", "http://localhost:8080/a/");
                assertThat(inside.getString("statusCallback")).isEqualTo("http://localhost:8080/v1/sms/safe/status");
                assertThat(jwks.signer(text)).isPresent();
                assertThat(text.headers().get("webhook-signature").split(" ")).contains(v1(text));
            }

            JsonObject delivered = new JsonObject().put("id", texts.get(0).id()).put("status", "delivered");
            assertThat(gateway.providerCalls("/v1/sms/safe/status", "CB-1", delivered)
                            .status())
                    .isEqualTo(200);
            assertThat(Sql.count(gateway, "notification where provider_status = 'delivered'"))
                    .isEqualTo(1);
        }
    }

    private static Setup setup(JWK key) {
        return new Setup(
                ", safe: {kind: generic, url: \"PROVIDER/texts\", secret: \"" + TestGateway.SECRET + "\", encryptTo: "
                        + new JsonObject(key.toPublicJWK().toJSONObject()).encode() + "}",
                ", sms: safe");
    }

    private static JsonObject opened(FarSide.Received text, JWK key) throws Exception {
        JWEObject jwe = JWEObject.parse(text.body().toString());
        assertThat(jwe.getHeader().getKeyID()).isEqualTo(key.getKeyID());
        assertThat(jwe.getHeader().getEncryptionMethod().getName()).isEqualTo("A256GCM");
        assertThat(jwe.getHeader().getContentType()).isEqualTo("application/json");
        jwe.decrypt(key instanceof RSAKey rsa ? new RSADecrypter(rsa) : new ECDHDecrypter((ECKey) key));
        return new JsonObject(jwe.getPayload().toString());
    }

    private static String v1(FarSide.Received text) {
        Instant at = Instant.ofEpochSecond(Long.parseLong(text.headers().get("webhook-timestamp")));
        return StandardWebhooks.sign(
                new Secret(TestGateway.SECRET), text.id(), at, text.body().getBytes());
    }
}
