package dev.waymark.gateway.scenario;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks;
import dev.waymark.gateway.Configuration;
import dev.waymark.gateway.Gateway;
import dev.waymark.gateway.Outside;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A gateway with a hub, a pharmacy, another pharmacy that is on no case, an SMTP server and a text provider. Started
 * anew on the same database by {@link #restart}.
 */
final class TestGateway implements Target, AutoCloseable {

    static final String PUBLIC = "http://localhost:8080";
    static final String SECRET = "whsec_" + "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ=";

    final Vertx vertx = Vertx.vertx();
    final ManualClocks clocks = new ManualClocks();
    final External database;
    final FarSide provider = new FarSide(vertx);
    final TestPartner hub = new TestPartner("acme-hub", "hub", new FarSide(vertx), true, "");
    final TestPartner pharmacy = new TestPartner(
            "rx-one",
            "specialty_pharmacy",
            new FarSide(vertx),
            true,
            "    contacts: [{name: Jane Roe, email: jane@rx-one.example}]\n");
    final TestPartner stranger = new TestPartner("rx-two", "specialty_pharmacy", new FarSide(vertx), false, "");
    final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private final GatewayFiles files;
    private final Outside outside;
    private final HttpClient client = vertx.createHttpClient();
    private Gateway gateway;

    TestGateway(Path folder) {
        this(folder, Outside.real());
    }

    /** With more partners, whose endpoints are on another Vert.x. */
    TestGateway(Path folder, List<TestPartner> others) {
        this(folder, Outside.real(), TestDatabase::freshSettings, others, Setup.usual());
    }

    TestGateway(Path folder, Setup setup) {
        this(folder, Outside.real(), TestDatabase::freshSettings, List.of(), setup);
    }

    TestGateway(Path folder, List<TestPartner> others, Setup setup) {
        this(folder, Outside.real(), TestDatabase::freshSettings, others, setup);
    }

    TestGateway(Path folder, Outside outside, Function<Vertx, External> databases) {
        this(folder, outside, databases, List.of(), Setup.usual());
    }

    TestGateway(Path folder, Outside outside) {
        this(folder, outside, TestDatabase::freshSettings);
    }

    private TestGateway(
            Path folder, Outside outside, Function<Vertx, External> databases, List<TestPartner> others, Setup setup) {
        this.database = databases.apply(vertx);
        this.outside = outside.withClocks((vertx, database) -> Future.succeededFuture(clocks));
        smtp.start();
        files = new GatewayFiles(folder, database);
        files.write(
                Stream.concat(Stream.of(hub, pharmacy, stranger), others.stream())
                        .toList(),
                setup.channels(smtp.getSmtp().getPort(), provider));
        files.write("users.yaml", setup.users());
        files.write("programs.yaml", setup.programs());
        gateway = start();
    }

    private Gateway start() {
        return node(vertx, files.read());
    }

    /** One more node on the same database, with the same clocks and keys, as another user of the database. */
    Gateway node(Vertx on, String user) {
        return node(on, files.readAs(user));
    }

    private Gateway node(Vertx on, Configuration configuration) {
        return Waiting.await(Gateway.start(on, configuration, outside, new Metrics()));
    }

    /** Another node on the same database, of the same files and clocks. Whoever asks for it stops it. */
    Gateway another() {
        return start();
    }

    /** What users.yaml says from now on, to whoever reads it. */
    void writeUsers(String users) {
        files.write("users.yaml", users);
    }

    /** As SIGHUP does. */
    void reload() {
        reload(gateway);
    }

    void reload(Gateway node) {
        Waiting.await(node.reload(files.read()));
    }

    /** Stops it, and starts it again on the same database. */
    void restart() {
        Waiting.await(gateway.stop());
        gateway = start();
    }

    /** Stops it, and starts it again with other {@code limits}. */
    void restartWithin(int requestsPerSecond, int burst) {
        files.limit(requestsPerSecond, burst);
        restart();
    }

    /** Stops it, and starts it again behind a proxy, under an https address of the same authority. */
    void restartBehindProxy() {
        files.putBehindProxy();
        restart();
    }

    @Override
    public Instant now() {
        return clocks.steady();
    }

    @Override
    public URI uri(String target) {
        return URI.create(PUBLIC + target);
    }

    int port() {
        return gateway.address().getPort();
    }

    @Override
    public Answer call(HttpMethod method, String target, Map<String, String> headers, Optional<Buffer> body) {
        return Waiting.await(callLater(method, target, headers, body));
    }

    Future<Answer> callLater(HttpMethod method, String target, Map<String, String> headers, Optional<Buffer> body) {
        return callLater(client, method, target, headers, body);
    }

    @Override
    public Future<Answer> callLater(
            HttpClient via, HttpMethod method, String target, Map<String, String> headers, Optional<Buffer> body) {
        return Target.call(via, port(), uri(target), method, headers, body);
    }

    /** This user of users.yaml. */
    TestUser as(String user) {
        return new TestUser(this, user);
    }

    /** What the text provider calls back, signed. */
    Answer providerCalls(String path, String id, JsonObject body) {
        Buffer bytes = body.toBuffer();
        Map<String, String> all = Map.of(
                "Content-Type",
                "application/json",
                StandardWebhooks.ID,
                id,
                StandardWebhooks.TIMESTAMP,
                Long.toString(now().getEpochSecond()),
                StandardWebhooks.SIGNATURE,
                StandardWebhooks.sign(new Secret(SECRET), id, now(), bytes.getBytes()));
        return call(HttpMethod.POST, path, all, Optional.of(bytes));
    }

    /** The usual case, enrolled by the hub: patient and caregiver, both partners, Maria. */
    Answer enrol(String caseRef) {
        return hub.put(this, "/v1/programs/" + caseRef.replace("/", "/cases/"), Cases.usual());
    }

    @Override
    public void close() {
        Waiting.await(gateway.stop());
        smtp.stop();
        Waiting.await(vertx.close());
    }
}
