package dev.waymark.gateway.scenario;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.signing.KeyPairs;
import dev.waymark.gateway.signing.RequestSigner;
import dev.waymark.gateway.signing.SigningAlgorithm;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** A partner's system: signs and calls. */
final class TestPartner {

    private static final CryptoProviders CRYPTO = CryptoProviders.bouncyCastle();

    final String id;
    final FarSide endpoint;
    private final String entry;
    private final RequestSigner signer;

    /** @param webhook whether partners.yaml names its endpoint */
    TestPartner(String id, String role, FarSide endpoint, boolean webhook, String more) {
        this.id = id;
        this.endpoint = endpoint;
        SecureRandom random = new SecureRandom();
        KeyPairs.JwkPair pair = new KeyPairs(CRYPTO, random).generate(SigningAlgorithm.ED25519, "k1");
        this.signer = new RequestSigner(pair.privateJwk(), id + "/k1", CRYPTO, random);
        this.entry = """
                  - id: %s
                    name: %s Inc
                    roles: [%s]
                    programs: [orphan-x]
                    keys: [%s]
                """.formatted(id, id, role, pair.publicJwk().encode())
                + (webhook ? "    webhook: {url: \"" + endpoint.url("/hooks") + "\"}\n" : "")
                + more;
    }

    String yaml() {
        return entry;
    }

    Answer get(Target gateway, String target) {
        return gateway.call(HttpMethod.GET, target, signed(gateway, target), Optional.empty());
    }

    Map<String, String> signed(Target gateway, String target) {
        return signer.sign("GET", gateway.uri(target), gateway.now());
    }

    Answer put(Target gateway, String target, JsonObject body) {
        return send(gateway, HttpMethod.PUT, target, "application/json", body.toBuffer());
    }

    Answer post(Target gateway, String target, JsonObject body) {
        return send(gateway, HttpMethod.POST, target, "application/json", body.toBuffer());
    }

    Answer milestone(Target gateway, JsonObject event) {
        return send(gateway, HttpMethod.POST, "/v1/milestones", "application/cloudevents+json", event.toBuffer());
    }

    Answer milestones(Target gateway, JsonArray events) {
        return send(
                gateway, HttpMethod.POST, "/v1/milestones", "application/cloudevents-batch+json", events.toBuffer());
    }

    /** The same, over connections of the caller's, without waiting. */
    Future<Answer> milestoneLater(Target gateway, HttpClient via, JsonObject event) {
        Buffer body = event.toBuffer();
        return gateway.callLater(
                via,
                HttpMethod.POST,
                "/v1/milestones",
                signed(gateway, HttpMethod.POST, "/v1/milestones", "application/cloudevents+json", body),
                Optional.of(body));
    }

    private Answer send(Target gateway, HttpMethod method, String target, String type, Buffer body) {
        return gateway.call(method, target, signed(gateway, method, target, type, body), Optional.of(body));
    }

    Map<String, String> signed(Target gateway, HttpMethod method, String target, String type, Buffer body) {
        return signer.sign(method.name(), gateway.uri(target), new RequestSigner.Body(type, body), gateway.now());
    }

    /** An event of this partner. */
    JsonObject event(String id, String code, String caseRef, java.time.Instant time, JsonObject data) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/partners/" + this.id)
                .put("type", "waymark.milestone." + code)
                .put("subject", caseRef)
                .put("time", time.toString())
                .put("data", data);
    }
}
