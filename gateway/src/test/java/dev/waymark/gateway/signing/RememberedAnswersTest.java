package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.TestServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberedAnswersTest extends OnSigningFixture {

    private static final String PATH = "/v1/effect";

    private RawRequest put() {
        return fixture.signed("PUT", PATH, "{}");
    }

    private static String told(RawRequest.Answer answer) {
        return answer.status() + " " + answer.fields().get("content-type") + " " + answer.body();
    }

    @Test
    void the_same_request_again_is_answered_the_same_on_whatever_node_and_does_nothing() {
        RawRequest request = put();
        String first = told(request.send(node.port()));
        assertThat(first).startsWith("201 application/json {");
        assertThat(told(request.send(node.port()))).isEqualTo(first);
        assertThat(told(request.send(fixture.node().port()))).isEqualTo(first);
        assertThat(fixture.count("effect")).isEqualTo(1);
    }

    @Test
    void of_many_at_once_one_does_it_and_all_get_its_answer() throws Exception {
        RawRequest request = put();
        TestServer other = fixture.node();
        Set<String> answers = new HashSet<>(SignatureHandlerTest.atOnce(15, () -> told(request.send(node.port()))));
        answers.addAll(SignatureHandlerTest.atOnce(15, () -> told(request.send(other.port()))));
        assertThat(answers).hasSize(1);
        assertThat(fixture.count("effect")).isEqualTo(1);
    }

    @Test
    void a_request_signed_anew_is_another() {
        String first = told(put().send(node.port()));
        fixture.clocks.advanceSteady(Duration.ofSeconds(1));
        assertThat(told(put().send(node.port()))).isNotEqualTo(first);
        assertThat(fixture.count("effect")).isEqualTo(2);
    }

    @Test
    void a_refusal_is_remembered_too_and_what_was_done_before_it_is_undone() {
        RawRequest request = put();
        fixture.refuseOnce.set(Problem.of(409, "task-state", "Not now", "not in this state"));
        RawRequest.Answer refused = request.send(node.port());
        assertThat(refused.status() + " " + refused.code()).isEqualTo("409 task-state");
        assertThat(told(request.send(node.port()))).isEqualTo(told(refused));
        assertThat(fixture.count("effect")).isZero();
    }

    @Test
    void after_a_failure_the_same_may_be_sent_again() {
        for (Problem passing : List.of(Problem.unavailable("away", 1), Problem.rateLimited("slow", 1))) {
            RawRequest request = put();
            fixture.refuseOnce.set(passing);
            assertThat(request.send(node.port()).status()).isEqualTo(passing.status());
            assertThat(request.send(node.port()).status()).isEqualTo(201);
            fixture.clocks.advanceSteady(Duration.ofSeconds(1));
        }
        assertThat(fixture.count("effect")).isEqualTo(2);
    }

    @Test
    void with_a_nonce_nothing_is_remembered_but_the_nonce() {
        RawRequest request = fixture.signed("rx-one/k1", "PUT", PATH, "{}", Optional.of("n-1"));
        assertThat(request.send(node.port()).status()).isEqualTo(201);
        assertThat(request.send(node.port()).code()).isEqualTo("signature-replayed");
        assertThat(fixture.count("seen_request where answer is null")).isEqualTo(1);
        assertThat(fixture.count("effect")).isEqualTo(1);
    }

    @Test
    void another_key_over_the_same_words_is_another_request() {
        fixture.addKey("rx-one/k2", SigningAlgorithm.ED25519);
        put().send(node.port());
        fixture.signed("rx-one/k2", "PUT", PATH, "{}", Optional.empty()).send(node.port());
        assertThat(fixture.count("effect")).isEqualTo(2);
    }

    @Test
    void an_answer_stands_sealed_in_the_database_and_its_reading_in_the_audit() {
        RawRequest request = put();
        assertThat(request.send(node.port()).body()).contains("planted-answer");
        assertThat(fixture.count("seen_request where encode(answer, 'escape') like '%planted%'"))
                .isZero();
        assertThat(fixture.count("seen_request where answer is not null and status = 201"))
                .isEqualTo(1);
        request.send(node.port());
        assertThat(fixture.count("audit where reader = 'partner/rx-one' and purpose = 'answer the same again'"))
                .isEqualTo(1);
    }
}
