package dev.waymark.gateway.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that neither answers nor breaks off: every statement waits for a lock that somebody else holds. */
class AnswerInTimeTest {

    private static final String LOCK = "select pg_advisory_xact_lock(1)";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Vertx vertx = Vertx.vertx();
    private final Database database = TestDatabase.fresh(vertx);
    private final Promise<Void> release = Promise.promise();
    private final Promise<Void> wentOn = Promise.promise();
    private final TestServer server = TestServer.start(
            vertx,
            new HttpServerSettings(
                    "127.0.0.1", 0, Optional.empty(), false, false, HttpLimits.STANDARD.withAnswerTime(SHORT)),
            this::routes);

    private void routes(Router router) {
        router.get("/statement")
                .handler(context -> Answers.of(
                        context, locked(database.client()).map(nothing -> new JsonObject().put("late", true))));
        router.post("/feeds")
                .handler(context -> Answers.empty(context, database.transaction(tx -> locked(tx)
                        .compose(nothing -> tx.query("insert into feed (name, last) values ('a', 1)")
                                .execute()))));
        router.get("/checked")
                .handler(context -> locked(database.client())
                        .onSuccess(nothing -> Answers.goOn(context))
                        .onComplete(nothing -> wentOn.tryFail("not gone on")))
                .handler(context -> {
                    wentOn.tryComplete();
                    Answers.empty(context, 204);
                });
        router.get("/parts").handler(AnswerInTimeTest::slowDownload);
        router.get("/socket").handler(context -> vertx.timer(3 * SHORT.toMillis())
                .onSuccess(
                        asked -> context.request().toWebSocket().onSuccess(socket -> socket.writeTextMessage("late"))));
    }

    private static void slowDownload(RoutingContext context) {
        context.response().setChunked(true).write("first, ");
        context.vertx()
                .setTimer(3 * SHORT.toMillis(), later -> context.response().end("last"));
    }

    private static Future<Void> locked(SqlClient client) {
        return client.query(LOCK).execute().mapEmpty();
    }

    @AfterEach
    void stop() {
        release.tryComplete();
        server.close();
        vertx.close().await();
    }

    @Test
    void a_call_that_the_database_leaves_waiting_is_told_to_come_again() throws Exception {
        Future<Void> hung = hang();
        try (RecordedLog log = new RecordedLog()) {
            assertUnavailable(server.get("/statement"));
            assertUnavailable(server.post("/feeds", "text/plain", "one"));

            release.complete();
            hung.await(60, SECONDS);
            assertThat(server.get("/statement").body()).isEqualTo("{\"late\":true}");
            assertThat(feeds()).as("what was done late stands").isEqualTo(1);
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARN"));
        }
    }

    @Test
    void a_call_that_was_answered_while_its_caller_was_looked_up_goes_no_further() throws Exception {
        Future<Void> hung = hang();
        assertUnavailable(server.get("/checked"));

        release.complete();
        hung.await(60, SECONDS);
        assertThat(wentOn.future()
                        .transform(Future::succeededFuture)
                        .await(60, SECONDS)
                        .failed())
                .isTrue();
    }

    @Test
    void an_answer_that_has_begun_may_take_longer() {
        HttpResponse<String> answer = server.get("/parts");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("first, last");
    }

    @Test
    void a_web_socket_may_take_longer() throws Exception {
        Promise<String> heard = Promise.promise();
        vertx.createWebSocketClient()
                .webSocket()
                .textMessageHandler(heard::tryComplete)
                .connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(server.port())
                        .setURI("/socket")
                        .addSubProtocol(WebSockets.SUBPROTOCOL))
                .await(60, SECONDS);
        assertThat(heard.future().await(60, SECONDS)).isEqualTo("late");
    }

    /** Once the lock is held; ended when it is given back. */
    private Future<Void> hang() throws Exception {
        Promise<Void> held = Promise.promise();
        Future<Void> ended = database.transaction(
                tx -> locked(tx).onSuccess(nothing -> held.complete()).compose(nothing -> release.future()));
        held.future().await(60, SECONDS);
        return ended;
    }

    /** Waits for the lock too, so behind whatever waits for it. */
    private long feeds() throws Exception {
        return database.transaction(tx -> locked(tx).compose(nothing -> tx.query("select count(*) from feed")
                        .execute()))
                .await(60, SECONDS)
                .iterator()
                .next()
                .getLong(0);
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:waymark:problem:unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).get().asString().matches("[1-9][0-9]*");
    }
}
