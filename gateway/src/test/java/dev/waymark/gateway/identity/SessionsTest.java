package dev.waymark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.model.UserRole;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a session lives, and what ends it. */
class SessionsTest {

    private final SignedIn at = new SignedIn();

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void nothing_sent_and_something_worthless_sent_are_told_apart() {
        HttpResponse<String> nothing = at.server.get("/v1/me");
        assertThat(SignedIn.code(nothing)).isEqualTo("401 session-missing");
        assertThat(nothing.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"waymark\"");
        HttpResponse<String> worthless = at.me("abc");
        assertThat(SignedIn.code(worthless)).isEqualTo("401 session-expired");
        assertThat(worthless.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"waymark\", error=\"invalid_token\"");
    }

    @Test
    void a_session_ends_when_idle_and_activity_keeps_it() {
        String token = at.token();
        for (int i = 0; i < 4; i++) {
            at.clocks.advanceSteady(Duration.ofMinutes(29));
            assertThat(at.me(token).statusCode()).isEqualTo(200);
        }
        at.clocks.advanceSteady(Duration.ofMinutes(30));
        assertThat(SignedIn.code(at.me(token))).isEqualTo("401 session-expired");
    }

    @Test
    void a_session_ends_after_its_longest_life_however_active() {
        String token = at.token();
        for (int i = 0; i < 29; i++) {
            at.clocks.advanceSteady(Duration.ofMinutes(24));
            assertThat(at.me(token).statusCode()).isEqualTo(200);
        }
        at.clocks.advanceSteady(Duration.ofMinutes(24));
        assertThat(SignedIn.code(at.me(token))).isEqualTo("401 session-expired");
    }

    @Test
    void asking_whether_a_session_lives_is_no_activity() {
        String token = at.token();
        SessionKey key = SessionKey.of(token);
        at.clocks.advanceSteady(Duration.ofMinutes(29));
        assertThat(at.sessions.live(key).await()).isPresent();
        at.clocks.advanceSteady(Duration.ofMinutes(1));
        assertThat(at.sessions.live(key).await()).isEmpty();
        assertThat(SignedIn.code(at.me(token))).isEqualTo("401 session-expired");
    }

    @Test
    void a_moved_business_clock_logs_nobody_off() {
        String token = at.token();
        at.clocks.advanceBusiness(Duration.ofDays(42));
        assertThat(at.me(token).statusCode()).isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session() {
        String token = at.token();
        HttpResponse<String> out = at.server.send(HttpRequest.newBuilder(at.server.uri("/v1/sessions/current"))
                .header("Authorization", "Bearer " + token)
                .DELETE());
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("waymark=;")
                .contains("Max-Age=0");
        assertThat(SignedIn.code(at.me(token))).isEqualTo("401 session-expired");
    }

    @Test
    void a_user_taken_away_or_with_another_password_is_signed_out_at_once() {
        String token = at.token();
        at.users.replace(List.of(SignedIn.maria(SignedIn.MARIAS, UserRole.SUPERVISOR)));
        assertThat(new JsonObject(at.me(token).body()).getBoolean("manager")).isFalse();
        at.users.replace(List.of(SignedIn.maria(Argon2Hash.make("another", SignedIn.RANDOM), UserRole.SUPERVISOR)));
        assertThat(SignedIn.code(at.me(token))).isEqualTo("401 session-expired");
        at.users.replace(List.of());
        assertThat(SignedIn.code(at.me(token))).isEqualTo("401 session-expired");
        assertThat(at.sessions.live(SessionKey.of(token)).await()).isEmpty();
    }

    @Test
    void whoever_is_taken_out_while_they_sign_in_is_not_let_in_when_they_are_put_back() {
        Future<Sessions.Opened> signingIn = at.sessions.open("maria", "open sesame", "127.0.0.1");
        at.sessions.replaceUsers(List.of()).await();
        assertThatThrownBy(signingIn::await).hasMessageContaining("no such user");
        at.sessions
                .replaceUsers(List.of(SignedIn.maria(SignedIn.MARIAS, UserRole.CASE_MANAGER)))
                .await();
        var rows = at.database
                .client()
                .query("select username from session")
                .execute()
                .await();
        assertThat(rows.size()).isZero();
    }

    @Test
    void the_table_holds_no_token_and_forgets_ended_sessions() {
        String token = at.token();
        at.clocks.advanceSteady(Duration.ofHours(1));
        String later = at.token();
        var rows = at.database
                .client()
                .query("select encode(token_hash, 'escape') || username as all from session")
                .execute()
                .await();
        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.iterator().next().getString("all")).doesNotContain(token, later);
    }
}
