package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.TestServer;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way of tampering with one signed request, over a real socket: what was changed, the status, the code. */
class TamperingTest {

    private static final String INPUT = "Signature-Input";
    private static final String BODY = "{\"status\": \"accepted\"}";
    private static final String TARGET = "/v1/things?dry=1&b=2";

    @TempDir
    private static Path keys;

    private static SigningFixture fixture;
    private static TestServer node;

    @BeforeAll
    static void start() {
        fixture = new SigningFixture(keys);
        fixture.addKey("rx-one/k2", SigningAlgorithm.ECDSA_P256_SHA256);
        fixture.addKey("acme-hub/k1", SigningAlgorithm.ED25519);
        long now = fixture.clocks.steady().getEpochSecond();
        fixture.keys.put("rx-one/early", key("early", now + 60, now + 120));
        fixture.keys.put("rx-one/late", key("late", now - 120, now - 60));
        fixture.keys.put("rx-one/gone", new KeyDirectory.Revoked());
        node = fixture.node();
    }

    private static KeyDirectory.Live key(String kid, long from, long until) {
        return new KeyDirectory.Live(PartnerKey.parse(
                RfcMessages.ED25519.copy().put("kid", kid).put("nbf", from).put("exp", until),
                CryptoProviders.chosen()));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static RawRequest original() {
        return fixture.signed("POST", TARGET, BODY);
    }

    record Row(String changed, UnaryOperator<RawRequest> change, int status, String code) {
        @Override
        public String toString() {
            return changed + " → " + status + " " + code;
        }
    }

    private static Row row(String changed, int status, String code, UnaryOperator<RawRequest> change) {
        return new Row(changed, change, status, code);
    }

    private static Row input(String changed, String from, String to, String code) {
        return row(changed, 401, code, request -> request.replace(INPUT, from, to));
    }

    private static String created(long offset) {
        return "created=" + (fixture.clocks.steady().getEpochSecond() + offset);
    }

    private static String digest(String body, String algorithm) {
        return ContentDigest.of(Buffer.buffer(body).getBytes(), List.of(algorithm), CryptoProviders.chosen());
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("body: one letter", 401, "digest-mismatch", r -> r.body(BODY.replace("accepted", "rejected"))),
                row("body: a space at its end", 401, "digest-mismatch", r -> r.body(BODY + " ")),
                row("body: taken away", 401, "digest-mismatch", r -> r.body("")),
                row("body and its digest", 401, "signature-invalid", r -> r.body("{}")
                        .edit("Content-Digest", old -> digest("{}", "sha-256"))),
                row(
                        "Content-Digest: one character",
                        401,
                        "digest-mismatch",
                        r -> r.edit(
                                "Content-Digest",
                                old -> old.substring(0, 12) + (old.charAt(12) == 'A' ? 'B' : 'A') + old.substring(13))),
                row("Content-Digest: taken away", 401, "digest-mismatch", r -> r.without("Content-Digest")),
                row(
                        "Content-Digest: only md5",
                        401,
                        "digest-mismatch",
                        r -> r.edit("Content-Digest", d -> "md5=:AAAA:")),
                row("Content-Digest: garbage", 401, "digest-mismatch", r -> r.edit("Content-Digest", d -> "sha-256=")),
                row(
                        "Content-Digest: a wrong sha-512 beside",
                        401,
                        "digest-mismatch",
                        r -> r.with("Content-Digest", digest("{}", "sha-512"))),
                row(
                        "Content-Digest: a right sha-512 beside",
                        401,
                        "signature-invalid",
                        r -> r.with("Content-Digest", digest(BODY, "sha-512"))),
                row(
                        "Content-Digest: sha-512 instead",
                        401,
                        "signature-invalid",
                        r -> r.edit("Content-Digest", old -> digest(BODY, "sha-512"))),
                row("Content-Type: another", 401, "signature-invalid", r -> r.edit("Content-Type", t -> "text/csv")),
                row(
                        "Content-Type: a parameter",
                        401,
                        "signature-invalid",
                        r -> r.edit("Content-Type", t -> t + ";charset=utf-8")),
                row("Content-Type: twice", 401, "signature-invalid", r -> r.with("Content-Type", "application/json")),
                row("Content-Type: taken away", 401, "signature-invalid", r -> r.without("Content-Type")),
                row("method", 401, "signature-invalid", r -> r.method("PUT")),
                row("method: in lower case", 401, "signature-invalid", r -> r.method("post")),
                row("path: another route", 401, "signature-invalid", r -> r.target("/v1/whoami?dry=1&b=2")
                        .method("GET")),
                row("path: a letter encoded", 404, "not-found", r -> r.target("/v1/thing%73?dry=1&b=2")),
                row("path: dots", 404, "not-found", r -> r.target("/v1/x/../things?dry=1&b=2")),
                row("path: absolute form", 404, "not-found", r -> r.target("http://gateway.example" + TARGET)),
                row("query: a value", 401, "signature-invalid", r -> r.target("/v1/things?dry=0&b=2")),
                row("query: its order", 401, "signature-invalid", r -> r.target("/v1/things?b=2&dry=1")),
                row("query: one more", 401, "signature-invalid", r -> r.target(TARGET + "&c=3")),
                row("query: the same, encoded", 401, "signature-invalid", r -> r.target("/v1/things?dry=%31&b=2")),
                row("query: taken away", 401, "signature-invalid", r -> r.target("/v1/things")),
                row("query: emptied", 401, "signature-invalid", r -> r.target("/v1/things?")),
                row("Host: another", 421, "wrong-authority", r -> r.edit("Host", h -> "staging.example")),
                row("Host: another port", 421, "wrong-authority", r -> r.edit("Host", h -> h + ":8443")),
                row("Host: twice", 421, "wrong-authority", r -> r.with("Host", "staging.example")),
                row("Signature: taken away", 401, "signature-missing", r -> r.without("Signature")),
                row("Signature-Input: taken away", 401, "signature-missing", r -> r.without(INPUT)),
                row("both taken away", 401, "signature-missing", r -> r.without(INPUT)
                        .without("Signature")),
                row(
                        "Signature: one bit",
                        401,
                        "signature-invalid",
                        r -> r.edit(
                                "Signature",
                                s -> s.substring(0, 9) + (s.charAt(9) == 'A' ? 'B' : 'A') + s.substring(10))),
                row("Signature: emptied", 401, "signature-invalid", r -> r.edit("Signature", s -> "sig=::")),
                row("Signature: too short", 401, "signature-invalid", r -> r.edit("Signature", s -> "sig=:d2F5:")),
                row("Signature: a string", 401, "signature-malformed", r -> r.edit("Signature", s -> "sig=\"x\"")),
                row(
                        "Signature: not closed",
                        401,
                        "signature-malformed",
                        r -> r.edit("Signature", s -> s.substring(0, 30))),
                row(
                        "Signature: another label",
                        401,
                        "signature-malformed",
                        r -> r.replace("Signature", "sig=", "gis=")),
                row(
                        "Signature-Input: garbage",
                        401,
                        "signature-malformed",
                        r -> r.edit(INPUT, i -> "sig=(\"@method\"")),
                row("Signature-Input: no list", 401, "signature-malformed", r -> r.edit(INPUT, i -> "sig=1")),
                row("Signature-Input: empty", 401, "signature-malformed", r -> r.edit(INPUT, i -> "")),
                row(
                        "Signature-Input: twice, both tagged",
                        401,
                        "signature-malformed",
                        r -> r.edit(INPUT, i -> i + ", two" + i.substring(3))),
                input("covered: without @method", "\"@method\" ", "", "signature-incomplete"),
                input("covered: without @authority", "\"@authority\" ", "", "signature-incomplete"),
                input("covered: without @path", "\"@path\" ", "", "signature-incomplete"),
                input("covered: without @query", "\"@query\" ", "", "signature-incomplete"),
                input("covered: without content-digest", "\"content-digest\" ", "", "signature-incomplete"),
                input("covered: without content-type", " \"content-type\"", "", "signature-incomplete"),
                input("covered: one digest only", "digest\"", "digest\";key=\"sha-256\"", "signature-incomplete"),
                input(
                        "covered: in another order",
                        "\"@method\" \"@authority\"",
                        "\"@authority\" \"@method\"",
                        "signature-invalid"),
                input("covered: something twice", "\"@path\" ", "\"@path\" \"@path\" ", "signature-malformed"),
                input("covered: one more", "\"@path\" ", "\"@path\" \"host\" ", "signature-invalid"),
                input("covered: what is not there", "\"@path\" ", "\"@path\" \"x-none\" ", "signature-invalid"),
                input("covered: @status", "\"@path\" ", "\"@path\" \"@status\" ", "signature-invalid"),
                input("covered: no such component", "\"@path\" ", "\"@path\" \"@way\" ", "signature-malformed"),
                input("covered: a trailer", "\"@path\" ", "\"@path\" \"x\";tr ", "signature-malformed"),
                input("covered: an unknown structure", "\"@path\" ", "\"@path\" \"host\";sf ", "signature-malformed"),
                input("created: a second later", created(0), created(1), "signature-invalid"),
                input("created: long ago", created(0), created(-301), "signature-expired"),
                input("created: far ahead", created(0), created(301), "signature-expired"),
                input("created: absurd", created(0), "created=999999999999999", "signature-expired"),
                input("created: a string", created(0), "created=\"1\"", "signature-malformed"),
                input("created: taken away", ";" + created(0), "", "signature-incomplete"),
                input(
                        "expires: put in, over",
                        created(0),
                        created(-9) + ";expires=" + created(-1).substring(8),
                        "signature-expired"),
                input(
                        "expires: put in, to come",
                        created(0),
                        created(0) + ";expires=" + created(9).substring(8),
                        "signature-invalid"),
                input("keyid: another key of the partner", "rx-one/k1", "rx-one/k2", "signature-invalid"),
                input("keyid: another partner's", "rx-one/k1", "acme-hub/k1", "signature-invalid"),
                input("keyid: unknown", "rx-one/k1", "rx-one/k9", "key-unknown"),
                input("keyid: unknown partner", "rx-one/k1", "nobody/k1", "key-unknown"),
                input("keyid: not of its form", "rx-one/k1", "k1", "key-unknown"),
                input("keyid: before its nbf", "rx-one/k1", "rx-one/early", "key-unknown"),
                input("keyid: after its exp", "rx-one/k1", "rx-one/late", "key-unknown"),
                input("keyid: revoked", "rx-one/k1", "rx-one/gone", "key-revoked"),
                input("keyid: a token", "\"rx-one/k1\"", "rx-one/k1", "signature-malformed"),
                input("keyid: taken away", ";keyid=\"rx-one/k1\"", "", "signature-incomplete"),
                input("alg: another", "alg=\"ed25519\"", "alg=\"ecdsa-p256-sha256\"", "signature-invalid"),
                input("alg: symmetric", "alg=\"ed25519\"", "alg=\"hmac-sha256\"", "signature-invalid"),
                input("alg: taken away", ";alg=\"ed25519\"", "", "signature-invalid"),
                input("tag: another", "tag=\"waymark\"", "tag=\"other\"", "signature-malformed"),
                input("tag: taken away", ";tag=\"waymark\"", "", "signature-invalid"),
                input("nonce: put in", ";alg", ";nonce=\"n\";alg", "signature-invalid"),
                row("Content-Encoding: put in", 415, "media-type", r -> r.with("Content-Encoding", "gzip")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_changed_request_is_refused_and_changes_nothing(Row row) {
        int before = fixture.posted.get();
        RawRequest.Answer answer = row.change().apply(original()).send(node.port());
        assertThat(answer.status() + " " + answer.code()).isEqualTo(row.status() + " " + row.code());
        assertThat(answer.fields().get("content-type")).isEqualTo("application/problem+json");
        assertThat(fixture.posted).as("requests that got through").hasValue(before);
        assertThat(fixture.count("seen_request")).isZero();
        helps(answer);
        assertThat(original().send(node.port()).status())
                .as("with nothing changed")
                .isEqualTo(202);
    }

    private static void helps(RawRequest.Answer answer) {
        assertThat(answer.fields().containsKey("accept-signature")).isEqualTo(answer.status() == 401);
        boolean explained = List.of("signature-invalid", "digest-mismatch").contains(answer.code());
        assertThat(answer.json().containsKey("signatureBase")).isEqualTo(explained);
        if (explained) {
            assertThat(answer.json().getString("signatureBase")).contains("\"@signature-params\": (");
        }
        assertThat(answer.json().containsKey("time")).isEqualTo(answer.code().equals("signature-expired"));
        if (answer.code().equals("signature-expired")) {
            assertThat(Instant.parse(answer.json().getString("time"))).isEqualTo(fixture.clocks.steady());
        }
    }

    @Test
    void the_refusal_shows_what_the_gateway_computed_so_that_the_fault_is_found() {
        RawRequest changed = original().body("{}");
        RawRequest.Answer mismatch = changed.send(node.port());
        assertThat(mismatch.json().getString("contentDigest")).isEqualTo(digest("{}", "sha-256"));

        RawRequest fitting = changed.edit("Content-Digest", old -> digest("{}", "sha-256"));
        RawRequest.Answer invalid = fitting.send(node.port());
        String parameters = original().fields().stream()
                .filter(field -> field.getKey().equals(INPUT))
                .findFirst()
                .orElseThrow()
                .getValue()
                .substring("sig=".length());
        assertThat(invalid.json().getString("signatureBase"))
                .isEqualTo("""
                        "@method": POST
                        "@authority": gateway.example
                        "@path": /v1/things
                        "@query": ?dry=1&b=2
                        "content-digest": %s
                        "content-type": application/json
                        "@signature-params": %s""".formatted(digest("{}", "sha-256"), parameters));
        assertThat(invalid.json().getString("contentDigest")).isEqualTo(digest("{}", "sha-256"));
    }

    @Test
    void the_profile_is_stated_for_the_request_at_hand() {
        RawRequest.Answer plain =
                RawRequest.of("GET", "/v1/whoami", SigningFixture.HOST).send(node.port());
        assertThat(plain.fields().get("accept-signature"))
                .isEqualTo("waymark=(\"@method\" \"@authority\" \"@path\");created;tag=\"waymark\"");
        RawRequest.Answer full =
                RawRequest.of("POST", TARGET, SigningFixture.HOST).body("{}").send(node.port());
        assertThat(full.fields().get("accept-signature"))
                .isEqualTo(
                        "waymark=(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\" \"content-type\")"
                                + ";created;tag=\"waymark\"");
    }
}
