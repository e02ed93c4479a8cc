package dev.waymark.gateway.signing;

import io.vertx.core.json.JsonArray;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** A test class about requests signed as JOSE. */
abstract class OnJoseRequests extends OnSigningFixture {

    static final String ECHO = "/v1/echo";

    static JoseRequests jose;

    @BeforeAll
    static void startJose() {
        jose = new JoseRequests(fixture);
    }

    /** The status it is answered with; of a refusal, its code too. */
    static String told(RawRequest request) {
        RawRequest.Answer answer = request.send(node.port());
        return answer.status() < 400 ? "" + answer.status() : answer.status() + " " + answer.code();
    }

    static RawRequest unchanged() {
        return jose.post(header -> {});
    }

    static String jws() {
        return jose.jws(jose.header("POST", ECHO), JoseRequests.PAYLOAD);
    }

    static JsonArray list(String... names) {
        return new JsonArray(List.of((Object[]) names));
    }
}
