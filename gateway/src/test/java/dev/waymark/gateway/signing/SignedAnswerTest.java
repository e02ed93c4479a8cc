package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Problem;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedAnswerTest extends OnSigningFixture {

    private static final String THINGS = "/v1/things";
    private static final String LIST = "(\"@method\" \"@authority\" \"@path\");created=<now>;keyid=\"rx-one/k1\"";

    private static RawRequest asking(RawRequest request) {
        return request.with("Accept-Signature", "waymark=(\"@status\");created");
    }

    private static AnswerProof proof(RawRequest request) {
        return new AnswerProof(request, request.send(node.port()));
    }

    private static boolean holds(AnswerProof proof) throws GeneralSecurityException {
        return proof.holds(fixture.gatewayKeys.jwks());
    }

    private static boolean isSigned(RawRequest.Answer answer) {
        return answer.fields().containsKey("Signature") || answer.fields().containsKey("Signature-Input");
    }

    @Test
    void an_answer_is_signed_over_itself_what_the_request_covered_and_the_requests_signature() throws Exception {
        RawRequest request = asking(fixture.signed("POST", THINGS + "?a=b", "{}"));
        RawRequest.Answer answer = request.send(node.port());
        AnswerProof proof = new AnswerProof(request, answer);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(proof.label()).isEqualTo("waymark");
        assertThat(proof.covered())
                .containsExactly(
                        "\"@status\"",
                        "\"content-digest\"",
                        "\"content-type\"",
                        "\"@method\";req",
                        "\"@authority\";req",
                        "\"@path\";req",
                        "\"@query\";req",
                        "\"content-digest\";req",
                        "\"content-type\";req",
                        "\"signature-input\";req;key=\"sig\"",
                        "\"signature\";req;key=\"sig\"");
        assertThat(proof.parameter("created"))
                .isEqualTo("" + fixture.clocks.steady().getEpochSecond());
        assertThat(answer.fields()).containsEntry("Cache-Control", "no-store");
        assertThat(holds(proof)).isTrue();
    }

    @Test
    void it_belongs_to_one_request_and_one_answer() throws Exception {
        RawRequest request = asking(fixture.signed("rx-one/k1", "POST", THINGS, "{}", Optional.of("n-1")));
        RawRequest other = asking(fixture.signed("rx-one/k1", "POST", THINGS, "{}", Optional.of("n-2")));
        RawRequest.Answer answer = request.send(node.port());
        JsonObject jwks = fixture.gatewayKeys.jwks();
        assertThat(new AnswerProof(request, answer).holds(jwks)).isTrue();
        assertThat(new AnswerProof(other, answer).holds(jwks)).isFalse();
        assertThat(new AnswerProof(request.target("/v1/thongs"), answer).holds(jwks))
                .isFalse();
        assertThat(new AnswerProof(request.method("PUT"), answer).holds(jwks)).isFalse();
        assertThat(new AnswerProof(request, new RawRequest.Answer(200, answer.fields(), answer.body())).holds(jwks))
                .isFalse();
        assertThat(new AnswerProof(request, new RawRequest.Answer(202, answer.fields(), answer.body() + " "))
                        .holds(jwks))
                .isFalse();
        Map<String, String> retyped = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        retyped.putAll(answer.fields());
        retyped.put("content-type", "text/html");
        assertThat(new AnswerProof(request, new RawRequest.Answer(202, retyped, answer.body())).holds(jwks))
                .isFalse();
    }

    @Test
    void more_that_the_request_covered_is_repeated_as_it_was_written() throws Exception {
        RawRequest request = asking(fixture.signedOver(
                RawRequest.of("GET", THINGS, SigningFixture.HOST)
                        .with("X-Trace", "one")
                        .with("Priority", "u=1")
                        .with("Signature-Input", "proxy=(\"@strange\");created=1")
                        .with("Signature", "proxy=:AAAA:"),
                "ours",
                LIST.replace("\"@path\"", "\"@path\" \"x-trace\" \"priority\";key=\"u\" \"signature\";key=\"proxy\"")
                        + ";tag=\"waymark\""));
        AnswerProof proof = proof(request);
        assertThat(proof.covered())
                .endsWith(
                        "\"@path\";req",
                        "\"x-trace\";req",
                        "\"priority\";key=\"u\";req",
                        "\"signature\";key=\"proxy\";req",
                        "\"signature-input\";req;key=\"ours\"",
                        "\"signature\";req;key=\"ours\"");
        assertThat(holds(proof)).isTrue();
    }

    @Test
    void a_member_that_the_request_covered_itself_stands_once_whatever_the_order_of_its_parameters() {
        SignatureInput input = RfcMessages.input("(\"@method\" \"signature-input\";key=\"sig\")");
        SignableRequest request = RfcMessages.request(
                "https", "example.com", "/", Map.of("signature-input", "sig=()", "signature", "sig=:AAAA:"));
        assertThat(RequestProof.of(input, request).lines())
                .extracting(RequestProof.Line::component)
                .containsExactly(
                        "\"@method\";req", "\"signature-input\";req;key=\"sig\"", "\"signature\";req;key=\"sig\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anything at all", "sig1=(\"@unheard\");alg=\"none\""})
    void whatever_it_asks_for_the_answer_is_the_same(String asked) throws Exception {
        RawRequest request = fixture.signed("GET", THINGS, "").with("Accept-Signature", asked);
        assertThat(holds(proof(request))).isTrue();
    }

    @Test
    void one_that_does_not_ask_gets_none() {
        assertThat(isSigned(fixture.signed("GET", THINGS, "").send(node.port())))
                .isFalse();
    }

    @Test
    void refusals_after_the_signature_verified_are_signed_too() throws Exception {
        for (Problem problem : List.of(
                Problem.notFound(),
                Problem.of(409, "some-conflict", "Conflict", "It is otherwise"),
                Problem.invalid("/data", "is not"),
                Problem.rateLimited("later", 1),
                Problem.unavailable("later", 1))) {
            fixture.refuseOnce.set(problem);
            RawRequest request = asking(fixture.signed("PUT", "/v1/effect?" + problem.status(), "{}"));
            AnswerProof proof = proof(request);
            assertThat(proof.base()).startsWith("\"@status\": " + problem.status() + "\n");
            assertThat(proof.base()).contains("\"content-type\": application/problem+json\n");
            assertThat(holds(proof)).as(problem.code()).isTrue();
        }
        RawRequest encoded = asking(fixture.signed("PUT", "/v1/effect", "{}").with("Content-Encoding", "gzip"));
        assertThat(proof(encoded).base()).startsWith("\"@status\": 415\n");
        assertThat(holds(proof(encoded))).isTrue();
    }

    @Test
    void what_is_answered_the_same_again_is_signed_anew() throws Exception {
        RawRequest request = asking(fixture.signed("PUT", "/v1/effect", "{}"));
        RawRequest.Answer first = request.send(node.port());
        fixture.clocks.advanceSteady(Duration.ofSeconds(7));
        RawRequest.Answer second = request.send(fixture.node().port());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(fixture.count("effect")).isEqualTo(1);
        JsonObject jwks = fixture.gatewayKeys.jwks();
        assertThat(new AnswerProof(request, first).holds(jwks)).isTrue();
        assertThat(new AnswerProof(request, second).holds(jwks)).isTrue();
        assertThat(second.fields().get("Signature-Input"))
                .isNotEqualTo(first.fields().get("Signature-Input"));
    }

    @Test
    void a_401_is_not_signed() {
        RawRequest nonce = asking(fixture.signed("rx-one/k1", "GET", THINGS, "", Optional.of("n-1")));
        assertThat(isSigned(nonce.send(node.port()))).isTrue();
        RawRequest.Answer replayed = nonce.send(node.port());
        assertThat(replayed.code()).isEqualTo("signature-replayed");
        assertThat(isSigned(replayed)).isFalse();
        RawRequest.Answer mismatch =
                asking(fixture.signed("POST", THINGS, "{}")).body("[]").send(node.port());
        assertThat(mismatch.code()).isEqualTo("digest-mismatch");
        assertThat(isSigned(mismatch)).isFalse();
        RawRequest.Answer elsewhere = asking(fixture.signed("GET", THINGS, ""))
                .edit("Host", old -> "elsewhere.example")
                .send(node.port());
        assertThat(elsewhere.status()).isEqualTo(421);
        assertThat(isSigned(elsewhere)).isFalse();
    }

    /** RFC 9421, section 2.4: the base as printed there, and the signature that stands below it. */
    @Test
    void the_rfcs_own_example_comes_out_as_printed() {
        SignableRequest request = RfcMessages.request("example.com");
        SignatureInput input = RfcMessages.input("(\"@authority\" \"@method\" \"@path\" \"content-digest\")");
        List<RequestProof.Line> lines = new ArrayList<>(List.of(
                new RequestProof.Line("\"@status\"", "503"),
                new RequestProof.Line("\"content-digest\"", ANSWER_DIGEST),
                new RequestProof.Line("\"content-type\"", "application/json")));
        RequestProof.components(input, request).forEach(lines::add);
        String parameters = "(\"@status\" \"content-digest\" \"content-type\" \"@authority\";req \"@method\";req"
                + " \"@path\";req \"content-digest\";req);created=1618884479;keyid=\"test-key-ecc-p256\"";
        byte[] base = SignedAnswer.base(lines, parameters);
        assertThat(new String(base, StandardCharsets.US_ASCII))
                .isEqualTo("""
                "@status": 503
                "content-digest": %s
                "content-type": application/json
                "@authority";req: example.com
                "@method";req: POST
                "@path";req: /foo
                "content-digest";req: %s
                "@signature-params": %s""".formatted(ANSWER_DIGEST, RfcMessages.REQUEST_DIGEST, parameters));
        byte[] signature = Base64.getDecoder()
                .decode("dMT/A/76ehrdBTD/2Xx8QuKV6FoyzEP/I9hdzKN8LQJLNgzU4W767HK05rx1i8meNQQgQPgQp8wq2ive3tV5Ag==");
        CryptoProviders crypto = CryptoProviders.chosen();
        assertThat(PartnerKey.parse(RfcMessages.P256, crypto).verifies(crypto, base, signature))
                .isTrue();
    }

    private static final String ANSWER_DIGEST =
            "sha-512=:0Y6iCBzGg5rZtoXS95Ijz03mslf6KAMCloESHObfwnHJDbkkWWQz6PhhU9kxsTbARtY2PTBOzq24uJFpHsMuAg==:";
}
