package dev.waymark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.HttpLimits;
import dev.waymark.gateway.http.RecordedLog;
import dev.waymark.gateway.http.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInTest {

    private final SignedIn at = new SignedIn();

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void a_password_gives_a_token_and_the_consoles_cookie() {
        HttpResponse<String> answer = at.signIn("maria", "open sesame");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.fieldNames()).containsExactlyInAnyOrder("token", "expiresAt", "user", "roles");
        assertThat(body.getString("expiresAt")).isEqualTo("2026-03-12T03:00:00.000Z");
        assertThat(body.getString("user")).isEqualTo("maria");
        assertThat(body.getJsonArray("roles")).containsExactly("case-manager");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("waymark=" + body.getString("token"))
                .contains("HTTPOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure");
        assertThat(new JsonObject(at.me(body.getString("token")).body()))
                .isEqualTo(new JsonObject().put("user", "maria").put("manager", true));
    }

    @Test
    void off_loopback_the_cookie_is_for_tls_and_this_host_only() {
        SessionCookie cookie = new SessionCookie(new PublicOrigin(URI.create("https://care.example.org")));
        try (TestServer other =
                TestServer.start(at.vertx, router -> router.get("/").handler(context -> {
                    cookie.set(context.response(), "t", Duration.ofHours(1));
                    Answers.empty(context, 204);
                }))) {
            assertThat(other.get("/").headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-waymark=t")
                    .contains("Secure", "HTTPOnly", "SameSite=Strict", "Path=/")
                    .doesNotContain("Domain");
        }
    }

    @Test
    void who_was_told_to_come_again_before_the_session_was_there_is_told_nothing_more() throws Exception {
        try (RecordedLog log = new RecordedLog();
                SignedIn hasty = new SignedIn(HttpLimits.STANDARD.withAnswerTime(Duration.ofMillis(300)))) {
            Promise<Void> held = Promise.promise();
            Promise<Void> release = Promise.promise();
            Future<Void> hung = hasty.database.transaction(tx -> tx.query("lock table session")
                    .execute()
                    .onSuccess(locked -> held.complete())
                    .compose(locked -> release.future()));
            held.future().await(60, TimeUnit.SECONDS);
            assertThat(hasty.signIn("maria", "open sesame").statusCode()).isEqualTo(503);

            release.complete();
            hung.await(60, TimeUnit.SECONDS);
            assertThat(hasty.signIn("maria", "open sesame").statusCode()).isEqualTo(200);
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        HttpResponse<String> wrong = at.signIn("maria", "open barley");
        HttpResponse<String> unknown = at.signIn("mario", "open sesame");
        HttpResponse<String> impossible = at.signIn("no such name!", "open sesame");
        assertThat(SignedIn.code(wrong)).isEqualTo("401 sign-in-refused");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(impossible.body()).isEqualTo(wrong.body());
    }

    @Test
    void repeated_failures_are_slowed_down_for_unknown_users_too() {
        for (String user : List.of("maria", "nobody")) {
            for (int i = 0; i < 5; i++) {
                assertThat(SignedIn.code(at.signIn(user, "guess" + i))).isEqualTo("401 sign-in-refused");
            }
            HttpResponse<String> slowed = at.signIn(user, "open sesame");
            assertThat(SignedIn.code(slowed)).isEqualTo("429 rate-limited");
            assertThat(slowed.headers().firstValue("Retry-After")).contains("1");
        }
        at.clocks.advanceSteady(Duration.ofSeconds(1));
        assertThat(at.signIn("maria", "open sesame").statusCode()).isEqualTo(200);
    }

    @Test
    void a_page_from_elsewhere_cannot_sign_a_browser_in() {
        HttpResponse<String> answer = at.server.send(HttpRequest.newBuilder(at.server.uri("/v1/sessions"))
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("{\"user\":\"maria\",\"password\":\"open sesame\"}")));
        assertThat(SignedIn.code(answer)).isEqualTo("403 origin");
    }
}
