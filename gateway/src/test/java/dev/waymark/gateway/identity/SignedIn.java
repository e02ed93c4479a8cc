package dev.waymark.gateway.identity;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.HttpLimits;
import dev.waymark.gateway.http.HttpServerSettings;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Maria, who may sign in, on a real PostgreSQL and over a real socket. */
final class SignedIn implements AutoCloseable {

    private static final URI PUBLIC_URL = URI.create("http://localhost:8080");
    static final SecureRandom RANDOM = new SecureRandom();
    static final Argon2Hash MARIAS = Argon2Hash.make("open sesame", RANDOM);

    final Vertx vertx = Vertx.vertx();
    final ManualClocks clocks = new ManualClocks();
    final Users users = new Users(List.of(maria(MARIAS, UserRole.CASE_MANAGER)));
    final Database database = TestDatabase.fresh(vertx);
    private final SessionSettings settings = SessionSettings.defaults();
    final Sessions sessions =
            new Sessions(users, database, new PasswordChecks(vertx), clocks, RANDOM, settings, partner -> true);
    private final PeopleHandler people = new PeopleHandler(sessions, PUBLIC_URL);
    final TestServer server;

    SignedIn() {
        this(HttpLimits.STANDARD);
    }

    SignedIn(HttpLimits limits) {
        server = TestServer.start(
                vertx, new HttpServerSettings("127.0.0.1", 0, Optional.empty(), false, false, limits), this::routes);
    }

    static User maria(Argon2Hash password, UserRole role) {
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

    @Override
    public void close() {
        server.close();
        vertx.close().await();
    }

    HttpResponse<String> signIn(String user, String password) {
        return server.post(
                "/v1/sessions",
                "application/json",
                new JsonObject().put("user", user).put("password", password).encode());
    }

    String token() {
        return new JsonObject(signIn("maria", "open sesame").body()).getString("token");
    }

    HttpRequest.Builder me() {
        return HttpRequest.newBuilder(server.uri("/v1/me"));
    }

    HttpResponse<String> me(String token) {
        return server.send(me().header("Authorization", "Bearer " + token));
    }

    static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + new JsonObject(answer.body()).getString("type").replace("urn:waymark:problem:", "");
    }
}
