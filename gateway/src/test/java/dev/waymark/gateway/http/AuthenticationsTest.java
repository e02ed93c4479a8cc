package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationsTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void a_person_calls_where_a_bearer_token_or_the_cookie_is_sent_else_a_partner() {
        Authentication both = new Authentications(context -> context.end("partner"), context -> context.end("person"));
        try (TestServer server =
                TestServer.start(vertx, router -> router.get("/").handler(both.either()))) {
            assertThat(server.get("/").body()).isEqualTo("partner");
            assertThat(sent(server, "Signature", "sig=:AA==:")).isEqualTo("partner");
            assertThat(sent(server, "Authorization", "Basic QTpC")).isEqualTo("partner");
            assertThat(sent(server, "Authorization", "bearer abc")).isEqualTo("person");
            assertThat(sent(server, "Cookie", "waymark=abc")).isEqualTo("person");
            assertThat(sent(server, "Cookie", "other=abc")).isEqualTo("partner");
        }
    }

    private static String sent(TestServer server, String header, String value) {
        return server.send(HttpRequest.newBuilder(server.uri("/"))
                        .header(header, value)
                        .GET())
                .body();
    }
}
