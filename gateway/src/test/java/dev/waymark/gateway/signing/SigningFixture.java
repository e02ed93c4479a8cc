package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.Bodies;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.MediaType;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.pg.PgDatabase;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.sealing.MasterKey;
import dev.waymark.gateway.sealing.PgSealing;
import dev.waymark.gateway.sealing.TestSealing;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.greenbytes.http.sfv.ByteSequenceItem;

/** Nodes on one database with signed routes on real sockets, and partners who sign. */
final class SigningFixture implements AutoCloseable {

    static final String HOST = "gateway.example";
    static final URI PUBLIC_URL = URI.create("https://" + HOST);

    final Vertx vertx = Vertx.vertx();
    final ManualClocks clocks = new ManualClocks();
    final SecureRandom random = new SecureRandom();
    final PgDatabase database = TestDatabase.freshPg(vertx);
    final PgSeenRequests seen = new PgSeenRequests(database);
    final Map<String, KeyDirectory.KeyState> keys = new HashMap<>();
    final Map<String, JsonObject> privateKeys = new HashMap<>();
    final AtomicInteger posted = new AtomicInteger();
    final AtomicInteger lookedFurther = new AtomicInteger();
    final AtomicReference<Problem> refuseOnce = new AtomicReference<>();
    final List<TestServer> nodes = new ArrayList<>();
    final GatewayKeys gatewayKeys = TestGatewayKeys.fresh(CryptoProviders.chosen(), clocks);

    private final Path keysDirectory;

    SigningFixture(Path keysDirectory) {
        this.keysDirectory = keysDirectory;
        database.client()
                .query("create table effect (partner text not null, status text not null)")
                .execute()
                .await();
        addKey("rx-one/k1", SigningAlgorithm.ED25519);
    }

    void addKey(String keyId, SigningAlgorithm algorithm) {
        KeyPairs.JwkPair pair = new KeyPairs(CryptoProviders.chosen(), random)
                .generate(algorithm, keyId.substring(keyId.indexOf('/') + 1));
        addKey(keyId, pair.privateJwk(), pair.publicJwk());
    }

    void addKey(String keyId, JsonObject privateJwk, JsonObject publicJwk) {
        privateKeys.put(keyId, privateJwk);
        keys.put(keyId, new KeyDirectory.Live(PartnerKey.parse(publicJwk, CryptoProviders.chosen())));
    }

    TestServer node() {
        return node(CryptoProviders.chosen());
    }

    TestServer node(CryptoProviders crypto) {
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("verify", 2);
        KeyDirectory directory = (partner, kid) -> keys.getOrDefault(partner + "/" + kid, new KeyDirectory.Unknown());
        KeyDirectory ofProvider = new KeyDirectory() {
            @Override
            public KeyState find(PartnerId partner, String kid) {
                return directory.find(partner, kid) instanceof Live live
                        ? new Live(PartnerKey.parse(live.key().jwk(), crypto))
                        : directory.find(partner, kid);
            }

            @Override
            public Future<Void> lookFurther(PartnerId partner) {
                lookedFurther.incrementAndGet();
                return Future.succeededFuture();
            }
        };
        SignatureHandler signed = new SignatureHandler(
                PUBLIC_URL, ofProvider, crypto, new RateLimits(clocks, 0, 1), seen, clocks, workers, gatewayKeys);
        Authentication authentication = new Authentications(signed, people -> people.fail(Problem.notFound()));
        TestServer node = TestServer.start(vertx, router -> mount(router, authentication));
        nodes.add(node);
        return node;
    }

    private void mount(Router router, Authentication authentication) {
        router.route("/v1/things").handler(authentication.signed()).handler(context -> {
            posted.incrementAndGet();
            Answers.json(
                    context,
                    202,
                    new JsonObject().put("by", Callers.partner(context).auditName()));
        });
        router.route("/v1/echo").handler(authentication.signed()).handler(context -> {
            posted.incrementAndGet();
            String type = MediaType.require(context, "application/json", "application/cloudevents+json");
            Answers.json(
                    context,
                    200,
                    new JsonObject()
                            .put("type", type)
                            .put("body", Bodies.of(context).toString()));
        });
        RememberedAnswers remembered = new RememberedAnswers(database, seen, sealing(), clocks);
        router.put("/v1/effect")
                .handler(authentication.signed())
                .handler(context -> remembered.answer(
                        context, tx -> effect(tx, Callers.partner(context).partner())));
        new WhoAmIHandler(
                        partner -> new WhoAmIHandler.Standing(
                                Set.of(new ProgramId("orphan-x"), new ProgramId("b-two")),
                                Set.of(PartnerRole.SPECIALTY_PHARMACY)),
                        clocks)
                .mount(router, authentication);
    }

    private PgSealing sealing() {
        try {
            return TestSealing.of(
                    MasterKey.readOrMake(keysDirectory, random),
                    clocks,
                    random,
                    CryptoProviders.bouncyCastle().provider());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Future<RememberedAnswers.Answer> effect(SqlConnection tx, PartnerId partner) {
        Future<RememberedAnswers.Answer> done = tx.preparedQuery("insert into effect values ($1, 'done')")
                .execute(Tuple.of(partner.value()))
                .map(inserted -> new RememberedAnswers.Answer(
                        201, new JsonObject().put("random", random.nextLong()).put("note", "planted-answer")));
        Problem problem = refuseOnce.getAndSet(null);
        return problem == null ? done : done.compose(undone -> Future.failedFuture(problem));
    }

    /** As it was in the beginning, less the time that a new database takes. */
    void reset() {
        clocks.advanceSteady(Duration.between(clocks.steady(), ManualClocks.START));
        posted.set(0);
        refuseOnce.set(null);
        keys.keySet().removeIf(keyId -> !keyId.equals("rx-one/k1"));
        database.client()
                .query("truncate seen_request, effect, audit")
                .execute()
                .await();
    }

    int count(String table) {
        return database.client()
                .query("select 1 from " + table)
                .execute()
                .await()
                .size();
    }

    JsonObject privateKey(String keyId) {
        return Objects.requireNonNull(privateKeys.get(keyId));
    }

    RequestSigner signer(String keyId) {
        return new RequestSigner(privateKey(keyId), keyId, CryptoProviders.chosen(), random);
    }

    /** A request signed by the product's own signer. */
    RawRequest signed(String keyId, String method, String target, String json, Optional<String> nonce) {
        Optional<RequestSigner.Body> body = json.isEmpty()
                ? Optional.empty()
                : Optional.of(new RequestSigner.Body("application/json", Buffer.buffer(json)));
        Map<String, String> fields =
                signer(keyId).sign(method, URI.create(PUBLIC_URL + target), body, clocks.steady(), nonce);
        return RawRequest.of(method, target, HOST).with(fields).body(json);
    }

    RawRequest signed(String method, String target, String json) {
        return signed("rx-one/k1", method, target, json, Optional.empty());
    }

    /** Signs {@code request} by hand over whatever {@code innerList} covers; {@code <now>} in it is the time. */
    RawRequest signedOver(RawRequest request, String label, String innerList) {
        String list = innerList.replace("<now>", Long.toString(clocks.steady().getEpochSecond()));
        SignableRequest signable =
                new SignableRequest(request.method(), "https", HOST, request.target(), name -> request.fields().stream()
                        .filter(field -> field.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .toList());
        SignatureBase base = SignatureBase.of(RfcMessages.input(list), signable);
        byte[] signature = SigningKey.parse(privateKey("rx-one/k1"), CryptoProviders.chosen(), random)
                .sign(base.bytes());
        return request.with("Signature-Input", label + "=" + list)
                .with(
                        "Signature",
                        label + "=" + ByteSequenceItem.valueOf(signature).serialize());
    }

    @Override
    public void close() {
        nodes.forEach(TestServer::close);
        database.close().await();
        vertx.close().await();
    }
}
