package dev.waymark.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.signing.KeyDirectory;
import dev.waymark.gateway.signing.PartnerKey;
import dev.waymark.gateway.signing.PgSeenRequests;
import dev.waymark.gateway.signing.SignatureHandler;
import dev.waymark.gateway.signing.TestGatewayKeys;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real socket behind the gateway's own signature check; the answers are laid ready. */
class SendTest {

    @TempDir
    private Path folder = Path.of("");

    private final Vertx vertx = Vertx.vertx();
    private final Cli cli = new Cli();
    private final PgSeenRequests seen = new PgSeenRequests(TestDatabase.fresh(vertx));
    private final Queue<Problem> refusals = new ConcurrentLinkedQueue<>();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private volatile KeyDirectory keys = (partner, kid) -> new KeyDirectory.Unknown();
    private final TestServer server = TestServer.start(vertx, this::routes);

    @AfterEach
    void stop() {
        server.close();
        vertx.close().await();
    }

    private void routes(Router router) {
        var workers = vertx.createSharedWorkerExecutor("signatures", 1);
        var clocks = new ManualClocks(InstantSource.system().instant());
        router.post("/v1/milestones")
                .handler(context -> new SignatureHandler(
                                URI.create("http://127.0.0.1:"
                                        + context.request().localAddress().port()),
                                (partner, kid) -> keys.find(partner, kid),
                                CryptoProviders.bouncyCastle(),
                                new RateLimits(clocks, 0, 1),
                                seen,
                                clocks,
                                workers,
                                TestGatewayKeys.fresh(CryptoProviders.bouncyCastle(), clocks))
                        .handle(context))
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        JsonNode body = JsonBody.of(context, "application/cloudevents+json", "application/cloudevents-batch+json");
        sizes.add(body.isArray() ? body.size() : 1);
        Problem refusal = refusals.poll();
        if (refusal != null) {
            throw refusal;
        }
        if (body.isArray()) {
            JsonArray results = new JsonArray();
            body.forEach(event -> results.add(result(context, event)));
            Answers.json(context, 200, new JsonObject().put("results", results));
        } else {
            Answers.json(context, 202, result(context, body));
        }
    }

    private JsonObject result(RoutingContext context, JsonNode event) {
        JsonObject reference = new JsonObject().put("id", event.path("id").asText());
        return event.path("id").asText().startsWith("bad")
                ? new JsonObject()
                        .put("event", reference)
                        .put("status", "rejected")
                        .put(
                                "problem",
                                Problem.invalid("/data/note", "must have at most 2000 characters")
                                        .toJson())
                : new JsonObject()
                        .put("event", reference)
                        .put("status", "accepted")
                        .put("case", event.path("subject").asText())
                        .put("milestone", "by " + Callers.partner(context).partner());
    }

    /** keygen, its entry put where the server looks. */
    private Path key(String alg) throws IOException {
        Cli.Result keygen = cli.run("keygen", "--partner", "acme-hub", "--kid", "k1", "--alg", alg);
        Path file = Files.writeString(folder.resolve(alg + ".jwk"), keygen.out());
        String yaml = "keys:\n" + keygen.err().substring(keygen.err().indexOf("      - {"));
        Map<String, Object> jwk = YamlFile.parse(Path.of("p.yaml"), yaml, new ConfigReading(Map.of()))
                .trees("keys")
                .get(0);
        PartnerKey known = PartnerKey.parse(new JsonObject(jwk), CryptoProviders.bouncyCastle());
        keys = (partner, kid) -> partner.equals(new PartnerId("acme-hub")) && kid.equals("k1")
                ? new KeyDirectory.Live(known)
                : new KeyDirectory.Unknown();
        return file;
    }

    private static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"subject\":\"orphan-x/C-1\"}";
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Cli.Result send(Path key, Object... files) {
        Object[] arguments = new Object[5 + files.length];
        System.arraycopy(new Object[] {"send", "--key", key, "--url", server.uri("")}, 0, arguments, 0, 5);
        System.arraycopy(files, 0, arguments, 5, files.length);
        return cli.run(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "es256", "es384", "rsa"})
    void what_keygen_makes_signs_what_the_gateway_takes(String alg) throws IOException {
        Cli.Result sent = send(key(alg), file("one.json", event("evt-1")));
        assertThat(sent.out()).isEqualTo("accepted   evt-1  orphan-x/C-1  by acme-hub\n");
        assertThat(sent.err()).isEqualTo("1 event: 1 accepted\n");
        assertThat(sent.exitCode()).isZero();
    }

    @Test
    void events_come_as_one_as_an_array_as_lines_and_from_standard_input() throws IOException {
        Path array = file("array.json", "[" + event("a1") + ",\n" + event("a2") + "]");
        Path lines = file("lines.jsonl", event("l1") + "\n" + event("l2") + "\n");
        cli.withInput(event("s1"));
        Cli.Result sent = send(key("ed25519"), array, lines, "-");
        assertThat(sent.out().lines().map(line -> line.split(" +", 3)[1]))
                .containsExactly("a1", "a2", "l1", "l2", "s1");
        assertThat(sizes).containsExactly(5);
    }

    @Test
    void more_than_a_thousand_go_in_several_requests() throws IOException {
        String events = IntStream.range(0, 2001).mapToObj(i -> event("e" + i)).collect(Collectors.joining("\n"));
        assertThat(send(key("ed25519"), file("many.jsonl", events)).err()).isEqualTo("2001 events: 2001 accepted\n");
        assertThat(sizes).containsExactly(1000, 1000, 1);
    }

    @Test
    void one_bad_event_is_told_with_its_reasons_and_the_others_are_taken() throws IOException {
        Cli.Result sent = send(key("ed25519"), file("two.json", "[" + event("bad-1") + "," + event("good") + "]"));
        assertThat(sent.exitCode()).isEqualTo(1);
        assertThat(sent.out()).isEqualTo("""
                refused    bad-1  422 invalid
                           /data/note: must have at most 2000 characters
                accepted   good  orphan-x/C-1  by acme-hub
                """);
    }

    @Test
    void what_the_gateway_wants_later_is_sent_again_when_it_says_and_not_for_ever() throws IOException {
        refusals.add(Problem.rateLimited("slowly", 7));
        refusals.add(Problem.unavailable("not now", 1));
        Path one = file("one.json", event("evt-1"));
        assertThat(send(key("ed25519"), one).exitCode()).isZero();
        assertThat(cli.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));

        for (int i = 0; i < 5; i++) {
            refusals.add(Problem.unavailable("not now", 3600));
        }
        cli.pauses().clear();
        Cli.Result given = send(key("ed25519"), one);
        assertThat(given.exitCode()).isEqualTo(1);
        assertThat(given.out()).isEqualTo("no answer  evt-1  status 503\n");
        assertThat(cli.pauses()).hasSize(4).containsOnly(Duration.ofMinutes(1));
    }

    @Test
    void a_signature_that_is_not_believed_is_told_with_what_the_gateway_built() throws IOException {
        Path stale = key("ed25519");
        Files.copy(stale, folder.resolve("stale.jwk"));
        key("ed25519");
        String events = IntStream.range(0, 1001).mapToObj(i -> event("e" + i)).collect(Collectors.joining("\n"));
        Cli.Result sent = send(folder.resolve("stale.jwk"), file("many.jsonl", events));
        assertThat(sent.exitCode()).isEqualTo(1);
        assertThat(sent.out())
                .startsWith("refused    e0  401 signature-invalid\n")
                .containsOnlyOnce("the gateway built this signature base from the request:\n")
                .contains("             \"@method\": POST\n")
                .endsWith("not sent   e1000\n");
        assertThat(sent.err()).isEqualTo("1001 events: 1 not sent, 1000 refused\n");
    }

    @Test
    void a_gateway_that_is_not_there_is_no_answer() throws IOException {
        Path key = key("ed25519");
        Cli.Result sent = cli.run("send", "--key", key, "--url", "http://127.0.0.1:1", file("o.json", event("evt-1")));
        assertThat(sent.exitCode()).isEqualTo(1);
        assertThat(sent.out()).startsWith("no answer  evt-1  java.net.ConnectException");
    }

    @Test
    void what_cannot_be_sent_is_told_before_anything_is() throws IOException {
        Path key = key("ed25519");
        assertThat(send(key, folder.resolve("gone.json")).errLines())
                .containsExactly(folder.resolve("gone.json") + ": there is no such file");
        Path broken = file("broken.jsonl", event("a") + "\n{\"id\": \"b\", \"id\": \"c\"}\n");
        assertThat(send(key, broken).err()).startsWith(broken + ":2: is not JSON: Duplicate field 'id'");
        assertThat(send(file("key.json", "{\"kty\":\"OKP\"}"), file("o.json", event("a")))
                        .err())
                .startsWith("say whose key it is: --keyid PARTNER/KID");
        assertThat(sizes).isEmpty();
    }
}
