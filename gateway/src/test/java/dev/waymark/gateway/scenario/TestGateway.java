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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A gateway with a hub, a pharmacy, another pharmacy that is on no case, an SMTP server and a text provider. Started
 * anew on the same database by {@link #restart}.
 */
final class TestGateway implements Target, AutoCloseable {

    static final String PUBLIC = "http://localhost:8080";
    private static final String GENERIC =
            "{default: main, providers: {main: {kind: generic, url: \"%s\", secret: \"%s\"}";

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

    private final Path folder;
    private final Outside outside;
    private final HttpClient client = vertx.createHttpClient();
    private Gateway gateway;

    TestGateway(Path folder) {
        this(folder, Outside.real());
    }

    /** With more partners, whose endpoints are on another Vert.x. */
    TestGateway(Path folder, List<TestPartner> others) {
        this(folder, Outside.real(), TestDatabase::freshSettings, others, new Setup("", ""));
    }

    /**
     * What differs from the usual files.
     *
     * @param sms more text providers, after a comma; {@code PROVIDER} is the address of {@link #provider}
     * @param program more of the program's entry, after a comma
     * @param relay the port of another mail server; 0: {@link #smtp}
     * @param staffMail whether Maria and Sam have mail addresses
     */
    record Setup(String sms, String program, int relay, boolean staffMail) {
        Setup(String sms, String program) {
            this(sms, program, 0);
        }

        Setup(String sms, String program, int relay) {
            this(sms, program, relay, false);
        }

        static Setup withStaffMail() {
            return new Setup("", "", 0, true);
        }
    }

    TestGateway(Path folder, Setup setup) {
        this(folder, Outside.real(), TestDatabase::freshSettings, List.of(), setup);
    }

    TestGateway(Path folder, List<TestPartner> others, Setup setup) {
        this(folder, Outside.real(), TestDatabase::freshSettings, others, setup);
    }

    TestGateway(Path folder, Outside outside, Function<Vertx, External> databases) {
        this(folder, outside, databases, List.of(), new Setup("", ""));
    }

    TestGateway(Path folder, Outside outside) {
        this(folder, outside, TestDatabase::freshSettings);
    }

    private TestGateway(
            Path folder, Outside outside, Function<Vertx, External> databases, List<TestPartner> others, Setup setup) {
        this.folder = folder;
        this.database = databases.apply(vertx);
        this.outside = outside.withClocks((vertx, database) -> Future.succeededFuture(clocks));
        smtp.start();
        writeFiles(others, setup);
        gateway = start();
    }

    private void writeFiles(List<TestPartner> others, Setup setup) {
        List<TestPartner> partners = new ArrayList<>(List.of(hub, pharmacy, stranger));
        partners.addAll(others);
        String allow = partners.stream()
                .map(partner -> "\"127.0.0.1:" + partner.endpoint.port() + "\"")
                .collect(Collectors.joining(", "));
        write("waymark.yaml", """
                publicUrl: %s
                http: {host: 127.0.0.1, port: 0}
                database: {url: "postgresql://%s@%s:%d/%s?sslmode=disable", password: "%s"}
                email: {host: 127.0.0.1, port: %d, from: "Care Team <care@example.org>", startTls: off}
                sms: %s
                limits: {requestsPerSecond: 0, burst: 1}
                egress: {allow: [%s]}
                """.formatted(
                        PUBLIC,
                        database.user(),
                        database.host(),
                        database.port(),
                        database.database(),
                        database.password().reveal(),
                        setup.relay() == 0 ? smtp.getSmtp().getPort() : setup.relay(),
                        GENERIC.formatted(provider.url("/texts"), SECRET)
                                + (setup.sms().isEmpty() ? "" : setup.sms().replace("PROVIDER", provider.url("")))
                                + "}}",
                        allow));
        write(
                "partners.yaml",
                "partners:\n" + partners.stream().map(TestPartner::yaml).collect(Collectors.joining()));
        write("users.yaml", """
                users:
                  - {user: maria, name: Maria Lopez, password: "%s", roles: [case-manager], programs: [orphan-x]%s}
                  - {user: sam, name: Sam Stone, password: "%s", roles: [supervisor], programs: [orphan-x]%s}
                  - {user: zoe, name: Zoe Zimmer, password: "%s", roles: [case-manager], programs: [orphan-x]}
                  - {user: oli, name: Oli Op, password: "%s", roles: [operator], programs: []}
                  - {user: ada, name: Ada Admin, password: "%s", roles: [admin], programs: []}
                  - {user: rita, name: Rita Roe, password: "%s", roles: [partner], partner: rx-one}
                  - {user: nora, name: Nora None, password: "%s", roles: [], programs: [orphan-x]}
                """.formatted(
                        Passwords.HASH,
                        setup.staffMail() ? ", email: maria@care.example" : "",
                        Passwords.HASH,
                        setup.staffMail() ? ", email: sam@care.example" : "",
                        Passwords.HASH,
                        Passwords.HASH,
                        Passwords.HASH,
                        Passwords.HASH,
                        Passwords.HASH));
        write("programs.yaml", """
                programs:
                  - {id: orphan-x, publicName: Care Team, phone: "+18005550100", language: en, timeZone: America/New_York%s}
                """.formatted(setup.program()));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Gateway start() {
        return node(vertx);
    }

    /** One more node on the same database, with the same clocks and keys. */
    Gateway node(Vertx on) {
        Configuration configuration = Configuration.read(folder.resolve("waymark.yaml"), Map.of());
        return Waiting.await(Gateway.start(on, configuration, outside, new Metrics()));
    }

    /** The same, as another user of the database. */
    Gateway node(Vertx on, String user) {
        String file = "waymark-" + user + ".yaml";
        write(file, read(folder.resolve("waymark.yaml")).replace("//" + database.user() + "@", "//" + user + "@"));
        Configuration configuration = Configuration.read(folder.resolve(file), Map.of());
        return Waiting.await(Gateway.start(on, configuration, outside, new Metrics()));
    }

    /** Another node on the same database, of the same files and clocks. Whoever asks for it stops it. */
    Gateway another() {
        return start();
    }

    /** Stops it, and starts it again on the same database. */
    void restart() {
        Waiting.await(gateway.stop());
        gateway = start();
    }

    /** Stops it, and starts it again with other {@code limits}. */
    void restartWithin(int requestsPerSecond, int burst) {
        Path settings = folder.resolve("waymark.yaml");
        write(
                "waymark.yaml",
                read(settings)
                        .replaceAll(
                                "(?m)^limits: .*$",
                                "limits: {requestsPerSecond: " + requestsPerSecond + ", burst: " + burst + "}"));
        restart();
    }

    /** Stops it, and starts it again behind a proxy, under an https address of the same authority. */
    void restartBehindProxy() {
        Path settings = folder.resolve("waymark.yaml");
        write(
                "waymark.yaml",
                read(settings)
                        .replace("publicUrl: http:", "publicUrl: https:")
                        .replace("port: 0}", "port: 0, behindProxy: true}"));
        restart();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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

    /** Signs in and gives the bearer header. */
    Map<String, String> signIn(String user) {
        Answer answer = call(
                HttpMethod.POST,
                "/v1/sessions",
                Map.of("Content-Type", "application/json"),
                Optional.of(new JsonObject()
                        .put("user", user)
                        .put("password", Passwords.PLAIN)
                        .toBuffer()));
        if (answer.status() != 200) {
            throw new AssertionError("sign-in: " + answer);
        }
        return Map.of("Authorization", "Bearer " + answer.json().getString("token"));
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

    List<String> endpoints() {
        return new ArrayList<>(List.of(hub.endpoint.url(""), pharmacy.endpoint.url("")));
    }

    @Override
    public void close() {
        Waiting.await(gateway.stop());
        smtp.stop();
        Waiting.await(vertx.close());
    }
}
