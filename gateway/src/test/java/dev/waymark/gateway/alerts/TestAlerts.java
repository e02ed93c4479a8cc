package dev.waymark.gateway.alerts;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.identity.Argon2Hash;
import dev.waymark.gateway.identity.PasswordChecks;
import dev.waymark.gateway.identity.PeopleHandler;
import dev.waymark.gateway.identity.SessionSettings;
import dev.waymark.gateway.identity.Sessions;
import dev.waymark.gateway.identity.User;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.ops.WakeUps;
import dev.waymark.gateway.ops.WakeUps.Topic;
import dev.waymark.gateway.outbox.NewAlert;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.Templates;
import dev.waymark.gateway.sealing.AesGcmCells;
import dev.waymark.gateway.sealing.MasterKey;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.sealing.TestSealing;
import dev.waymark.gateway.signing.GatewayKeys;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Alerts alone on a real PostgreSQL and real sockets, with Maria, Noor, a supervisor, an operator and a partner's person. */
final class TestAlerts implements AutoCloseable {

    static final String PUBLIC = "http://localhost:8080";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PASSWORD = "open sesame";
    private static final Argon2Hash HASH = Argon2Hash.make(PASSWORD, RANDOM);
    private static final ProgramId PROGRAM = new ProgramId("orphan-x");

    final Vertx vertx = Vertx.vertx();
    final ManualClocks clocks = new ManualClocks();
    final Database database = TestDatabase.fresh(vertx);
    final AlertFeed feed;

    private final Users users = new Users(List.of(
            user("maria", UserRole.CASE_MANAGER),
            user("noor", UserRole.CASE_MANAGER),
            user("sam", UserRole.SUPERVISOR),
            user("oli", UserRole.OPERATOR),
            user("rx", UserRole.PARTNER)));
    private final WakeUps wakeUps = new WakeUps(vertx);
    private final PgOutbox outbox = new PgOutbox(clocks);
    private final Sealing sealing;
    private final GatewayKeys gatewayKeys;
    private final Sessions sessions;
    private final TestServer server;
    private final WebSocketClient client;

    TestAlerts(Path keys, AlertLimits limits) {
        CryptoProviders crypto = CryptoProviders.bouncyCastle();
        sealing = TestSealing.of(
                masterKey(keys), clocks, RANDOM, crypto.provider(), new AesGcmCells(crypto.provider(), RANDOM));
        sessions = new Sessions(
                users,
                database,
                new PasswordChecks(vertx),
                clocks,
                RANDOM,
                SessionSettings.defaults(),
                partner -> true);
        Programs programs = new Programs(List.of());
        feed = new AlertFeed(
                vertx,
                database,
                sealing,
                clocks,
                new CaseAccess(programs),
                sessions,
                new PartnerDirectory(),
                programs,
                new Rendering(Templates.load(Optional.empty())),
                wakeUps,
                limits);
        feed.start();
        PeopleHandler people = new PeopleHandler(sessions, URI.create(PUBLIC));
        gatewayKeys = GatewayKeys.open(keys, true, crypto, clocks, RANDOM);
        SocketKeys socketKeys = new SocketKeys(vertx, crypto, gatewayKeys, RANDOM);
        server = TestServer.start(vertx, router -> new AlertsHandler(feed, socketKeys)
                .mount(router, new Authentications(context -> context.fail(500), people)));
        client = vertx.createWebSocketClient(new WebSocketClientOptions().setReceiveBufferSize(8 * 1024));
    }

    private static MasterKey masterKey(Path keys) {
        try {
            return MasterKey.readOrMake(keys, RANDOM);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static User user(String name, UserRole role) {
        return new User(
                new UserName(name),
                name,
                HASH,
                Set.of(role),
                Set.of(PROGRAM),
                Optional.empty(),
                role == UserRole.PARTNER ? Optional.of(new PartnerId("rx-one")) : Optional.empty(),
                Optional.empty());
    }

    String token(String user) {
        return sessions.open(user, PASSWORD, "127.0.0.1").await().token();
    }

    /** Takes everybody else's access away. */
    void keepOnly(String user) {
        sessions.replaceUsers(List.of(user(user, UserRole.CASE_MANAGER))).await();
    }

    CaseId enrol(String code, String... managers) {
        return addCase(code, true, managers);
    }

    CaseId park(String code) {
        return addCase(code, false);
    }

    private CaseId addCase(String code, boolean enrolled, String... managers) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        database.client()
                .preparedQuery("insert into care_case (id, program, code, enrolled_at, managers)"
                        + " values ($1, 'orphan-x', $2, case when $3 then timestamptz '2026-01-01' end, $4)")
                .execute(Tuple.of(id, code, enrolled, managers))
                .await();
        return new CaseId(id);
    }

    /** Raises one as fan-out does, commits, wakes. */
    AlertId raise(CaseId caseId, String code, boolean urgent, String words) {
        AlertId id = new AlertId(UuidCreator.getTimeOrderedEpoch());
        database.transaction(tx -> put(tx, caseId, id, code, urgent, words)).await();
        wake();
        return id;
    }

    /** In one transaction. */
    void raiseMany(CaseId caseId, int many, String words) {
        database.transaction(tx -> {
                    Future<Void> all = Future.succeededFuture();
                    for (int i = 0; i < many; i++) {
                        AlertId id = new AlertId(UuidCreator.getTimeOrderedEpoch());
                        all = all.compose(before -> put(tx, caseId, id, "prior-auth.denied", true, words));
                    }
                    return all;
                })
                .await();
        wake();
    }

    Future<Void> put(SqlClient tx, CaseId caseId, AlertId id, String code, boolean urgent, String words) {
        return sealing.key(tx, Scope.of(caseId)).compose(key -> {
            Buffer sealed = sealing.seal(key, NewAlert.wordsCell(id), Buffer.buffer(words));
            return outbox.put(
                    tx,
                    List.of(),
                    List.of(new NewAlert(
                            caseId,
                            id,
                            PROGRAM,
                            "milestone",
                            code,
                            urgent ? "urgent" : "info",
                            Optional.empty(),
                            Optional.empty(),
                            urgent,
                            "test/" + id,
                            words.isEmpty() ? Optional.empty() : Optional.of(sealed),
                            Optional.empty())));
        });
    }

    void wake() {
        wakeUps.wake(Topic.ALERTS);
    }

    HearAlerts listen(String user) {
        return connect(Map.of("Authorization", "Bearer " + token(user)), List.of("waymark.v1"));
    }

    /** Says hello at once. */
    HearAlerts listen(String user, String after) {
        return listen(user).say("{\"type\":\"hello\",\"after\":" + after + "}");
    }

    JoseClient joseClient() {
        return new JoseClient(gatewayKeys::jwks);
    }

    /** Says hello at once, with a key. */
    HearAlerts listenEncrypted(String user, String after) {
        return listenEncrypted(user, after, joseClient());
    }

    HearAlerts listenEncrypted(String user, String after, JoseClient client) {
        return connectEncrypted(user, client).say(client.hello(after));
    }

    HearAlerts connectEncrypted(String user, JoseClient jose) {
        return new HearAlerts(open(Map.of("Authorization", "Bearer " + token(user)), List.of("waymark.v1")), jose);
    }

    HearAlerts connect(Map<String, String> headers, List<String> protocols) {
        return new HearAlerts(open(headers, protocols));
    }

    private WebSocket open(Map<String, String> headers, List<String> protocols) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setURI("/v1/alerts")
                .setSubProtocols(protocols)
                .setAllowOriginHeader(headers.containsKey("Origin"));
        headers.forEach(options::addHeader);
        return client.connect(options).await();
    }

    @Override
    public void close() {
        feed.stop().await();
        server.close();
        vertx.close().await();
    }
}
