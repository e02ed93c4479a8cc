package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What partners are sent where they gave a key, opened as they would: by Nimbus, with their private key. */
class EncryptedWebhookTest {

    @TempDir
    Path folder;

    @Test
    void a_partner_that_gave_a_key_is_sent_its_event_as_a_jwe_and_the_signature_is_of_the_jwe() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_384).keyID("enc-1").generate();
        try (TestGateway gateway = started()) {
            Answer put = put(gateway, key);
            assertThat(put.json().getJsonObject("webhook").getJsonObject("encryptTo"))
                    .isEqualTo(publicJwk(key));
            asked(gateway);

            FarSide.Received webhook = sent(gateway, "waymark.task.requested", key);
            assertThat(webhook.headers().get("content-type")).isEqualTo("application/jose");
            assertThat(webhook.body().toString()).doesNotContain("chart notes");
            JWEObject jwe = JWEObject.parse(webhook.body().toString());
            assertThat(jwe.getHeader().getContentType()).isEqualTo("application/cloudevents+json");
            JsonObject event = opened(webhook, key).orElseThrow();
            assertThat(event.getString("id")).isEqualTo(webhook.headers().get("webhook-id"));
            assertThat(event.getJsonObject("data").getJsonObject("milestone").getString("note"))
                    .isEqualTo("Payer asks for chart notes");
            assertThat(webhook.headers().get("webhook-signature").split(" ")).contains(v1(webhook));
        }
    }

    @Test
    void a_message_that_waits_goes_to_the_key_that_the_partner_has_when_it_goes() throws Exception {
        ECKey old = new ECKeyGenerator(Curve.P_256).keyID("enc-1").generate();
        RSAKey next = new RSAKeyGenerator(2048).keyID("enc-2").generate();
        try (TestGateway gateway = started()) {
            put(gateway, old);
            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(500, "the old key is being put away"));
            asked(gateway);
            String id = sent(gateway, "waymark.task.requested", old).headers().get("webhook-id");

            put(gateway, next);
            gateway.pharmacy.endpoint.answers(one -> FarSide.Reply.OK);
            gateway.clocks.advanceSteady(Duration.ofSeconds(7));
            FarSide.Received again = sent(gateway, "waymark.task.requested", next);
            assertThat(again.headers().get("webhook-id")).isEqualTo(id);
            assertThat(opened(again, old)).isEmpty();
            await().until(() -> gateway.pharmacy
                    .get(gateway, "/v1/notifications?status=all")
                    .json()
                    .getJsonArray("notifications")
                    .getJsonObject(0)
                    .getBoolean("sent"));
        }
    }

    private TestGateway started() {
        TestGateway gateway = new TestGateway(folder);
        assertThat(gateway.hub
                        .put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople())
                        .status())
                .isEqualTo(201);
        return gateway;
    }

    /** Makes the key the partner's, and waits until a test of the webhook is encrypted to it. */
    private static Answer put(TestGateway gateway, JWK key) {
        JsonObject partner = new JsonObject()
                .put("name", "Rx One")
                .put("roles", JsonArray.of("specialty_pharmacy"))
                .put("programs", JsonArray.of("orphan-x"))
                .put(
                        "webhook",
                        new JsonObject()
                                .put("url", gateway.pharmacy.endpoint.url("/hooks"))
                                .put("secret", TestGateway.SECRET)
                                .put("encryptTo", publicJwk(key)));
        Answer put = gateway.as("ada").put("/v1/admin/partners/rx-one", partner);
        assertThat(put.status()).isEqualTo(200);
        await().until(() -> {
            gateway.call(
                    HttpMethod.POST,
                    "/v1/admin/partners/rx-one/webhook/test",
                    Signed.in(gateway, "ada"),
                    Optional.of(Buffer.buffer()));
            return find(gateway, "waymark.webhook.test", key).isPresent();
        });
        return put;
    }

    private static void asked(TestGateway gateway) {
        Answer taken = gateway.hub.milestone(
                gateway,
                gateway.hub.event(
                        "evt-1",
                        "prior-auth.info-requested",
                        "orphan-x/C-1001",
                        gateway.now(),
                        new JsonObject().put("note", "Payer asks for chart notes")));
        assertThat(taken.status()).isEqualTo(202);
    }

    private static FarSide.Received sent(TestGateway gateway, String type, JWK key) {
        return await().until(() -> find(gateway, type, key), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<FarSide.Received> find(TestGateway gateway, String type, JWK key) {
        List<FarSide.Received> all = gateway.pharmacy.endpoint.received();
        return all.stream()
                .filter(one -> opened(one, key)
                        .filter(event -> event.getString("type").equals(type))
                        .isPresent())
                .findFirst();
    }

    /** Empty where it was not encrypted to that key. */
    private static Optional<JsonObject> opened(FarSide.Received one, JWK key) {
        try {
            JWEObject jwe = JWEObject.parse(one.body().toString());
            if (!key.getKeyID().equals(jwe.getHeader().getKeyID())) {
                return Optional.empty();
            }
            JWEDecrypter decrypter =
                    key instanceof RSAKey rsa ? new RSADecrypter(rsa) : new ECDHDecrypter(key.toECKey());
            jwe.decrypt(decrypter);
            return Optional.of(new JsonObject(jwe.getPayload().toString()));
        } catch (ParseException | JOSEException notForIt) {
            return Optional.empty();
        }
    }

    private static String v1(FarSide.Received one) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                Base64.getDecoder().decode(TestGateway.SECRET.substring("whsec_".length())), "HmacSHA256"));
        mac.update((one.headers().get("webhook-id") + "." + one.headers().get("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.US_ASCII));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(one.body().getBytes()));
    }

    private static JsonObject publicJwk(JWK key) {
        return new JsonObject(key.toPublicJWK().toJSONObject());
    }
}
