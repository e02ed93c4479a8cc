package dev.waymark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over a real socket, on a real PostgreSQL. */
class SessionsTest {

    private static final URI PUBLIC_URL = URI.create("http://localhost:8080");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Argon2Hash MARIAS = Argon2Hash.make("open sesame", RANDOM);

    private final Vertx vertx = Vertx.vertx();
    private final ManualClocks clocks = new ManualClocks();
    private final Users users = new Users(List.of(maria(MARIAS, UserRole.CASE_MANAGER)));
    private final Database database = TestDatabase.fresh(vertx);
    private final SessionSettings settings = SessionSettings.defaults();
    private final Sessions sessions =
            new Sessions(users, database, new PasswordChecks(vertx), clocks, RANDOM, settings, partner -> true);
    private final PeopleHandler people = new PeopleHandler(sessions, PUBLIC_URL);
    private final TestServer server = TestServer.start(vertx, this::routes);

    private static User maria(Argon2Hash password, UserRole role) {
        return new User(
                new UserName("maria"),
                "Maria Lopez",
                password,
                Set.of(role),
                Set.of(new ProgramId("orphan-x")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void routes(Router router) {
        Authentication auth = new Authentications(context -> context.fail(500), people);
        new SessionsHandler(sessions, settings, PUBLIC_URL, false).mount(router, auth);
        router.get("/v1/socket")
                .handler(auth.people())
                .handler(context -> context.request().toWebSocket().onFailure(context::fail));
        router.route("/v1/me")
                .handler(auth.people())
                .handler(context -> Answers.json(
                        context,
                        200,
                        new JsonObject()
                                .put("user", Callers.person(context).user().value())
                                .put("manager", Callers.person(context).has(UserRole.CASE_MANAGER))));
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close().await();
    }

    private HttpResponse<String> signIn(String user, String password) {
        return server.post(
                "/v1/sessions",
                "application/json",
                new JsonObject().put("user", user).put("password", password).encode());
    }

    private String token() {
        return new JsonObject(signIn("maria", "open sesame").body()).getString("token");
    }

    private HttpRequest.Builder me() {
        return HttpRequest.newBuilder(server.uri("/v1/me"));
    }

    private HttpResponse<String> me(String token) {
        return server.send(me().header("Authorization", "Bearer " + token));
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + new JsonObject(answer.body()).getString("type").replace("urn:waymark:problem:", "");
    }

    @Test
    void a_password_gives_a_token_and_the_consoles_cookie() {
        HttpResponse<String> answer = signIn("maria", "open sesame");
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
        assertThat(new JsonObject(me(body.getString("token")).body()))
                .isEqualTo(new JsonObject().put("user", "maria").put("manager", true));
    }

    @Test
    void off_loopback_the_cookie_is_for_tls_and_this_host_only() {
        SessionCookie cookie = new SessionCookie(new PublicOrigin(URI.create("https://care.example.org")));
        try (TestServer other =
                TestServer.start(vertx, router -> router.get("/").handler(context -> {
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
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        HttpResponse<String> wrong = signIn("maria", "open barley");
        HttpResponse<String> unknown = signIn("mario", "open sesame");
        HttpResponse<String> impossible = signIn("no such name!", "open sesame");
        assertThat(code(wrong)).isEqualTo("401 sign-in-refused");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(impossible.body()).isEqualTo(wrong.body());
    }

    @Test
    void repeated_failures_are_slowed_down_for_unknown_users_too() {
        for (String user : List.of("maria", "nobody")) {
            for (int i = 0; i < 5; i++) {
                assertThat(code(signIn(user, "guess" + i))).isEqualTo("401 sign-in-refused");
            }
            HttpResponse<String> slowed = signIn(user, "open sesame");
            assertThat(code(slowed)).isEqualTo("429 rate-limited");
            assertThat(slowed.headers().firstValue("Retry-After")).contains("1");
        }
        clocks.advanceSteady(Duration.ofSeconds(1));
        assertThat(signIn("maria", "open sesame").statusCode()).isEqualTo(200);
    }

    @Test
    void nothing_sent_and_something_worthless_sent_are_told_apart() {
        HttpResponse<String> nothing = server.get("/v1/me");
        assertThat(code(nothing)).isEqualTo("401 session-missing");
        assertThat(nothing.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"waymark\"");
        HttpResponse<String> worthless = me("abc");
        assertThat(code(worthless)).isEqualTo("401 session-expired");
        assertThat(worthless.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"waymark\", error=\"invalid_token\"");
    }

    @Test
    void a_session_ends_when_idle_and_activity_keeps_it() {
        String token = token();
        for (int i = 0; i < 4; i++) {
            clocks.advanceSteady(Duration.ofMinutes(29));
            assertThat(me(token).statusCode()).isEqualTo(200);
        }
        clocks.advanceSteady(Duration.ofMinutes(30));
        assertThat(code(me(token))).isEqualTo("401 session-expired");
    }

    @Test
    void a_session_ends_after_its_longest_life_however_active() {
        String token = token();
        for (int i = 0; i < 29; i++) {
            clocks.advanceSteady(Duration.ofMinutes(24));
            assertThat(me(token).statusCode()).isEqualTo(200);
        }
        clocks.advanceSteady(Duration.ofMinutes(24));
        assertThat(code(me(token))).isEqualTo("401 session-expired");
    }

    @Test
    void asking_whether_a_session_lives_is_no_activity() {
        String token = token();
        SessionKey key = SessionKey.of(token);
        clocks.advanceSteady(Duration.ofMinutes(29));
        assertThat(sessions.live(key).await()).isPresent();
        clocks.advanceSteady(Duration.ofMinutes(1));
        assertThat(sessions.live(key).await()).isEmpty();
        assertThat(code(me(token))).isEqualTo("401 session-expired");
    }

    @Test
    void a_moved_business_clock_logs_nobody_off() {
        String token = token();
        clocks.advanceBusiness(Duration.ofDays(42));
        assertThat(me(token).statusCode()).isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session() {
        String token = token();
        HttpResponse<String> out = server.send(HttpRequest.newBuilder(server.uri("/v1/sessions/current"))
                .header("Authorization", "Bearer " + token)
                .DELETE());
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("waymark=;")
                .contains("Max-Age=0");
        assertThat(code(me(token))).isEqualTo("401 session-expired");
    }

    @Test
    void a_user_taken_away_or_with_another_password_is_signed_out_at_once() {
        String token = token();
        users.replace(List.of(maria(MARIAS, UserRole.SUPERVISOR)));
        assertThat(new JsonObject(me(token).body()).getBoolean("manager")).isFalse();
        users.replace(List.of(maria(Argon2Hash.make("another", RANDOM), UserRole.SUPERVISOR)));
        assertThat(code(me(token))).isEqualTo("401 session-expired");
        users.replace(List.of());
        assertThat(code(me(token))).isEqualTo("401 session-expired");
        assertThat(sessions.live(SessionKey.of(token)).await()).isEmpty();
    }

    @Test
    void with_the_cookie_whatever_is_not_a_read_needs_the_origin_of_public_url() {
        String cookie = "waymark=" + token();
        assertThat(server.send(me().header("Cookie", cookie)).statusCode()).isEqualTo(200);
        HttpRequest.Builder post = me().header("Cookie", cookie).POST(BodyPublishers.noBody());
        assertThat(code(server.send(post.copy()))).isEqualTo("403 origin");
        assertThat(code(server.send(post.copy().header("Origin", "http://localhost:8081"))))
                .isEqualTo("403 origin");
        assertThat(code(server.send(post.copy().header("Origin", "null")))).isEqualTo("403 origin");
        assertThat(server.send(post.copy().header("Origin", "http://localhost:8080"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_web_socket_with_the_cookie_needs_the_origin_too() {
        String cookie = "waymark=" + token();
        assertThat(upgrade(Map.of("Cookie", cookie))).isEqualTo(403);
        assertThat(upgrade(Map.of("Cookie", cookie, "Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(upgrade(Map.of("Cookie", cookie, "Origin", "http://localhost:8080")))
                .isEqualTo(101);
        assertThat(upgrade(Map.of())).isEqualTo(401);
    }

    private int upgrade(Map<String, String> headers) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setURI("/v1/socket");
        headers.forEach(options::addHeader);
        return vertx.createWebSocketClient()
                .connect(options)
                .compose(socket -> socket.close().map(101))
                .recover(refused -> Future.succeededFuture(((UpgradeRejectedException) refused).getStatus()))
                .await();
    }

    @Test
    void a_bearer_token_needs_no_origin() {
        HttpRequest.Builder post =
                me().header("Authorization", "bearer " + token()).POST(BodyPublishers.noBody());
        assertThat(server.send(post).statusCode()).isEqualTo(200);
    }

    @Test
    void a_page_from_elsewhere_cannot_sign_a_browser_in() {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/v1/sessions"))
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("{\"user\":\"maria\",\"password\":\"open sesame\"}")));
        assertThat(code(answer)).isEqualTo("403 origin");
    }

    @Test
    void the_table_holds_no_token_and_forgets_ended_sessions() {
        String token = token();
        clocks.advanceSteady(Duration.ofHours(1));
        String later = token();
        var rows = database.client()
                .query("select encode(token_hash, 'escape') || username as all from session")
                .execute()
                .await();
        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.iterator().next().getString("all")).doesNotContain(token, later);
    }
}
