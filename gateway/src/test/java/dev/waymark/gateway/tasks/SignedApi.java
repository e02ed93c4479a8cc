package dev.waymark.gateway.tasks;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.http.WholeAnswer;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.sealing.MasterKey;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.sealing.TestSealing;
import dev.waymark.gateway.signing.KeyDirectory;
import dev.waymark.gateway.signing.KeyPairs;
import dev.waymark.gateway.signing.PartnerKey;
import dev.waymark.gateway.signing.PgSeenRequests;
import dev.waymark.gateway.signing.RememberedAnswers;
import dev.waymark.gateway.signing.RequestSigner;
import dev.waymark.gateway.signing.SignatureHandler;
import dev.waymark.gateway.signing.SigningAlgorithm;
import dev.waymark.gateway.signing.TestGatewayKeys;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Routes on a real socket and a real database, called by partners who sign and by people who are who they say. */
public final class SignedApi implements AutoCloseable {

    private static final String HOST = "gateway.example";

    public final ManualClocks clocks = new ManualClocks();
    public final Database database;
    public final Sealing sealing;
    public final RememberedAnswers remembered;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, KeyPairs.JwkPair> keys = new HashMap<>();
    private final Map<String, Caller.OfPerson> people = new HashMap<>();
    private final TestServer server;
    private final HttpClient client;

    /** An answer: its status and its JSON. */
    public record Answer(int status, JsonObject body) {}

    public SignedApi(Vertx vertx, Path keysDirectory, BiConsumer<SignedApi, Mounting> routes) throws IOException {
        CryptoProviders crypto = CryptoProviders.chosen();
        database = TestDatabase.fresh(vertx);
        sealing = TestSealing.of(
                MasterKey.readOrMake(keysDirectory, random),
                clocks,
                random,
                CryptoProviders.bouncyCastle().provider());
        PgSeenRequests seen = new PgSeenRequests(database);
        remembered = new RememberedAnswers(database, seen, sealing, clocks);
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("verify", 1);
        Authentication auth = new Authentications(
                new SignatureHandler(
                        URI.create("http://" + HOST),
                        this::find,
                        crypto,
                        new RateLimits(clocks, 0, 1),
                        seen,
                        clocks,
                        workers,
                        TestGatewayKeys.fresh(crypto, clocks)),
                context -> {
                    Caller.OfPerson person = people.get(context.request().getHeader("Authorization"));
                    if (person == null) {
                        throw new AssertionError("nobody signed in with that token");
                    }
                    Callers.set(context, person);
                    context.next();
                });
        server = TestServer.start(vertx, router -> routes.accept(this, new Mounting(router, auth)));
        client = vertx.createHttpClient();
    }

    /** Where routes are mounted. */
    public record Mounting(Router router, Authentication auth) {}

    public Answer post(PartnerId partner, String target, JsonObject body) throws Exception {
        return await(send(partner, HttpMethod.POST, target, Optional.of(body.toBuffer()), clocks.steady()));
    }

    /** The very same request twice, at once: neither has a nonce. */
    public Future<Answer> send(
            PartnerId partner, HttpMethod method, String target, Optional<Buffer> body, Instant created) {
        RequestSigner signer =
                new RequestSigner(key(partner).privateJwk(), partner + "/k1", CryptoProviders.chosen(), random);
        Map<String, String> fields = signer.sign(
                method.name(),
                URI.create("http://" + HOST + target),
                body.map(bytes -> new RequestSigner.Body("application/json", bytes)),
                created,
                Optional.empty());
        return send(method, target, body, fields);
    }

    public Answer get(PartnerId partner, String target) throws Exception {
        return await(send(partner, HttpMethod.GET, target, Optional.empty(), clocks.steady()));
    }

    public Answer get(Caller.OfPerson person, String target) throws Exception {
        people.put("Bearer " + person.user(), person);
        return await(
                send(HttpMethod.GET, target, Optional.empty(), Map.of("Authorization", "Bearer " + person.user())));
    }

    /** An answer as it came: its status, a header and its text. */
    public record Text(int status, MultiMap headers, String body) {}

    public Text get(Caller.OfPerson person, String target, String accept) throws Exception {
        people.put("Bearer " + person.user(), person);
        Map<String, String> fields = Map.of("Authorization", "Bearer " + person.user(), "Accept", accept);
        return await(request(HttpMethod.GET, target, Optional.empty(), fields)
                .map(answer -> new Text(
                        answer.status(), answer.headers(), answer.body().toString())));
    }

    public static <T> T await(Future<T> future) throws Exception {
        return future.await(30, SECONDS);
    }

    @Override
    public void close() {
        server.close();
    }

    private Future<Answer> send(HttpMethod method, String target, Optional<Buffer> body, Map<String, String> fields) {
        return request(method, target, body, fields)
                .map(answer -> new Answer(answer.status(), new JsonObject(answer.body())));
    }

    private Future<WholeAnswer> request(
            HttpMethod method, String target, Optional<Buffer> body, Map<String, String> fields) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(server.port(), "127.0.0.1"))
                .setHost(HOST)
                .setPort(80)
                .setURI(target);
        fields.forEach(options::addHeader);
        return WholeAnswer.to(client, options, body);
    }

    private KeyDirectory.KeyState find(PartnerId partner, String kid) {
        return new KeyDirectory.Live(PartnerKey.parse(key(partner).publicJwk(), CryptoProviders.chosen()));
    }

    private synchronized KeyPairs.JwkPair key(PartnerId partner) {
        return keys.computeIfAbsent(partner.value(), id -> new KeyPairs(CryptoProviders.chosen(), random)
                .generate(SigningAlgorithm.ED25519, "k1"));
    }
}
