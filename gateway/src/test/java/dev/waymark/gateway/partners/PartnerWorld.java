package dev.waymark.gateway.partners;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.pg.PgDatabase;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.sealing.MasterKey;
import dev.waymark.gateway.sealing.PgSealing;
import dev.waymark.gateway.sealing.TestSealing;
import dev.waymark.gateway.signing.KeyPairs;
import dev.waymark.gateway.signing.PgSeenRequests;
import dev.waymark.gateway.signing.RequestSigner;
import dev.waymark.gateway.signing.SignatureHandler;
import dev.waymark.gateway.signing.SigningAlgorithm;
import dev.waymark.gateway.signing.TestGatewayKeys;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Partners on a real database and a real socket, with keys to sign as each. People prove themselves by a header: who they
 * are is no matter here.
 */
public final class PartnerWorld implements AutoCloseable {

    private static final AtomicInteger NONCES = new AtomicInteger();

    public final Vertx vertx = Vertx.vertx();
    public final ManualClocks clocks = new ManualClocks();
    public final SecureRandom random = new SecureRandom();
    public final CryptoProviders crypto = CryptoProviders.bouncyCastle();
    public final Ids ids = UuidCreator::getTimeOrderedEpoch;
    public final PgDatabase database = TestDatabase.freshPg(vertx);
    public final PgSealing sealing = sealing();
    public final PartnerDirectory directory = new PartnerDirectory();
    public final WatchPartners watch =
            new WatchPartners(vertx, database, database.connectOptions(), sealing, crypto, directory);
    public final PgSeenRequests seen = new PgSeenRequests(database);

    private final Map<String, Caller.OfPerson> people = new HashMap<>();
    private final Map<String, KeyPairs.JwkPair> keys = new HashMap<>();
    private final WorkerExecutor workers = vertx.createSharedWorkerExecutor("verify", 1);
    private final TestServer server;
    private Optional<SignatureHandler> signatures = Optional.empty();

    public PartnerWorld(BiConsumer<Router, PartnerWorld> routes) {
        server = TestServer.start(vertx, router -> routes.accept(router, this));
        signatures = Optional.of(new SignatureHandler(
                server.uri("/"),
                directory,
                crypto,
                new RateLimits(clocks, 0, 1),
                seen,
                clocks,
                workers,
                TestGatewayKeys.fresh(crypto, clocks)));
    }

    private PgSealing sealing() {
        try {
            Path directory = Files.createTempDirectory("keys");
            MasterKey master = MasterKey.readOrMake(directory.resolve("k"), random);
            return TestSealing.of(master, clocks, random, Security.getProvider("SunJCE"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Authentication auth() {
        return new Authentications(context -> signatures.orElseThrow().handle(context), this::person);
    }

    private void person(RoutingContext context) {
        String header = String.valueOf(context.request().getHeader("Authorization"));
        Caller.OfPerson person = people.get(header.replace("Bearer ", ""));
        if (person == null) {
            context.fail(Problem.of(401, "unauthenticated", "Who are you?", "no such person"));
            return;
        }
        Callers.set(context, person);
        context.next();
    }

    /** Lets {@code user} call from now on, with these roles and programs. */
    public PartnerWorld person(String user, Set<UserRole> roles, String... programs) {
        people.put(
                user,
                new Caller.OfPerson(
                        new UserName(user),
                        roles,
                        Arrays.stream(programs).map(ProgramId::new).collect(Collectors.toSet()),
                        Optional.empty()));
        return this;
    }

    /** Lets {@code user} call from now on, who works at {@code partner}. */
    public PartnerWorld partnerUser(String user, String partner, String program) {
        people.put(
                user,
                new Caller.OfPerson(
                        new UserName(user),
                        Set.of(UserRole.PARTNER),
                        Set.of(new ProgramId(program)),
                        Optional.of(new dev.waymark.gateway.model.PartnerId(partner))));
        return this;
    }

    /** The public half of the key {@code <partner>/<kid>}, as one line of YAML or JSON; made at first mention. */
    public String jwk(String keyId) {
        return key(keyId).publicJwk().encode();
    }

    private KeyPairs.JwkPair key(String keyId) {
        return keys.computeIfAbsent(keyId, id -> new KeyPairs(crypto, random)
                .generate(SigningAlgorithm.ED25519, id.substring(id.indexOf('/') + 1)));
    }

    /** What partners.yaml says from now on. */
    public PartnerWorld file(String yaml) {
        new PartnersFile(database, sealing, clocks).apply(read(yaml)).await();
        watch.reload().await();
        return this;
    }

    public List<PartnerEntry> read(String yaml) {
        ConfigReading reading = new ConfigReading(Map.of());
        List<PartnerEntry> entries =
                new PartnersYaml(crypto).read(YamlFile.parse(Path.of("partners.yaml"), yaml, reading));
        reading.orThrow();
        return entries;
    }

    /** A signed call with a nonce of its own. */
    public HttpResponse<String> signed(String keyId, String method, String target, Optional<String> body) {
        return signed(keyId, method, target, body, Optional.of("n" + NONCES.incrementAndGet()));
    }

    public HttpResponse<String> signed(
            String keyId, String method, String target, Optional<String> body, Optional<String> nonce) {
        return signed(keyId, method, target, "application/json", body, nonce);
    }

    public HttpResponse<String> signed(
            String keyId,
            String method,
            String target,
            String mediaType,
            Optional<String> body,
            Optional<String> nonce) {
        URI uri = server.uri(target);
        RequestSigner signer = new RequestSigner(key(keyId).privateJwk(), keyId, crypto, random);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        signer.sign(
                        method,
                        uri,
                        body.map(text -> new RequestSigner.Body(mediaType, Buffer.buffer(text))),
                        clocks.steady(),
                        nonce)
                .forEach(request::setHeader);
        return server.send(request);
    }

    /** A person's call. */
    public HttpResponse<String> call(String user, String method, String target, Optional<String> body) {
        return server.send(HttpRequest.newBuilder(server.uri(target))
                .header("Authorization", "Bearer " + user)
                .header("Content-Type", "application/json")
                .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody)));
    }

    public HttpResponse<String> get(String user, String target) {
        return call(user, "GET", target, Optional.empty());
    }

    public List<Row> sql(String statement, Object... parameters) {
        return StreamSupport.stream(
                        database.client()
                                .preparedQuery(statement)
                                .execute(Tuple.wrap(Arrays.asList(parameters)))
                                .await()
                                .spliterator(),
                        false)
                .toList();
    }

    public static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    @Override
    public void close() {
        server.close();
        watch.stop().await();
        database.close().await();
        vertx.close().await();
    }
}
