package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Minutes long: run with {@code -Plong}. Its results are kept in doc/long-runs.md. */
@Tag("long")
class KilledTwentyTimesTest {

    private static final int KILLS = 20;
    private static final int IN_FLIGHT = 200;
    private static final int ENDPOINTS = 30;
    private static final int AT_ONCE = 8;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestPartner hub = new TestPartner("acme-hub", "hub", new FarSide(vertx), false, "");
    private final List<TestPartner> pharmacies = IntStream.range(0, ENDPOINTS)
            .mapToObj(i -> new TestPartner("rx-" + i, "specialty_pharmacy", new FarSide(vertx), true, ""))
            .toList();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    /** By the id of the message that told of it: bodies are read once. */
    private final Map<String, String> milestones = new ConcurrentHashMap<>();

    private final AtomicInteger posted = new AtomicInteger();
    private volatile Promise<FarSide.Reply> gate = Promise.promise();
    private Optional<ServedGateway> running = Optional.empty();

    @AfterEach
    void stop() {
        running.ifPresent(ServedGateway::stop);
        Waiting.await(vertx.close());
    }

    @Test
    void killed_twenty_times_amid_two_hundred_sends_it_loses_nothing_and_repeats_only_under_the_same_id()
            throws IOException {
        writeFiles();
        pharmacies.forEach(pharmacy -> pharmacy.endpoint.answersLater(one -> gate.future()));
        List<Integer> inFlight = new ArrayList<>();
        ServedGateway gateway = serve();
        enrol(gateway);
        for (int kill = 0; kill < KILLS; kill++) {
            List<Future<Void>> streams = streams(gateway);
            await().atMost(Duration.ofMinutes(2)).until(() -> open() >= IN_FLIGHT);
            inFlight.add(open());
            gateway.kill();
            streams.forEach(Waiting::await);
            open(gate);
            gateway = serve();
            awaitAllTold();
            gate = Promise.promise();
        }
        open(gate);
        awaitAllTold();

        Map<String, Set<String>> ids = idsByMilestone();
        assertThat(ids.keySet()).containsAll(taken);
        assertThat(ids).allSatisfy((milestone, of) -> assertThat(of).hasSize(1));
        assertThat(inFlight).hasSize(KILLS).allMatch(many -> many >= IN_FLIGHT);
        int sent = pharmacies.stream()
                .mapToInt(one -> one.endpoint.received().size())
                .sum();
        System.out.printf(
                "killed %d times, %d to %d sends in flight; %d milestones taken, %d told, %d requests: %d repeats%n",
                KILLS,
                inFlight.stream().min(Integer::compare).orElseThrow(),
                inFlight.stream().max(Integer::compare).orElseThrow(),
                taken.size(),
                ids.size(),
                sent,
                sent - ids.size());
    }

    private static void open(Promise<FarSide.Reply> gate) {
        gate.tryComplete(FarSide.Reply.OK);
    }

    private int open() {
        return pharmacies.stream().mapToInt(one -> one.endpoint.open()).sum();
    }

    private void awaitAllTold() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> told().containsAll(taken));
    }

    /** The milestones of what the endpoints answered with success. */
    private Set<String> told() {
        return pharmacies.stream()
                .flatMap(one -> one.endpoint.accepted().stream())
                .map(this::milestone)
                .collect(Collectors.toSet());
    }

    /** Of all that was sent, answered or cut off. */
    private Map<String, Set<String>> idsByMilestone() {
        return pharmacies.stream()
                .flatMap(one -> one.endpoint.received().stream())
                .collect(Collectors.groupingBy(
                        this::milestone,
                        Collectors.mapping(FarSide.Received::id, Collectors.toCollection(HashSet::new))));
    }

    private String milestone(FarSide.Received one) {
        return milestones.computeIfAbsent(one.id(), id -> one.json()
                .getJsonObject("data")
                .getJsonObject("milestone")
                .getString("milestone"));
    }

    private ServedGateway serve() {
        ServedGateway served = new ServedGateway(vertx, folder);
        running = Optional.of(served);
        return served;
    }

    private void enrol(ServedGateway gateway) {
        for (TestPartner pharmacy : pharmacies) {
            JsonObject roster = Cases.withoutPeople()
                    .put("managers", new JsonArray())
                    .put(
                            "partners",
                            new JsonArray()
                                    .add(new JsonObject().put("id", "acme-hub").put("role", "hub"))
                                    .add(new JsonObject().put("id", pharmacy.id).put("role", "specialty_pharmacy")));
            assertThat(hub.put(gateway, "/v1/programs/orphan-x/cases/C-" + pharmacy.id, roster)
                            .status())
                    .isEqualTo(201);
        }
    }

    /** Each posts one event after another, of the cases in turn, for as long as it is answered. */
    private List<Future<Void>> streams(ServedGateway gateway) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(AT_ONCE));
        return IntStream.range(0, AT_ONCE)
                .mapToObj(i -> stream(gateway, client))
                .toList();
    }

    private Future<Void> stream(ServedGateway gateway, HttpClient client) {
        int n = posted.incrementAndGet();
        String of = "orphan-x/C-" + pharmacies.get(n % ENDPOINTS).id;
        JsonObject event = hub.event("evt-" + n, "referral.received", of, gateway.now(), new JsonObject());
        return hub.milestoneLater(gateway, client, event).transform(answered -> {
            if (answered.failed()) {
                return Future.succeededFuture();
            }
            if (answered.result().status() == 202) {
                taken.add(answered.result().json().getString("milestone"));
            }
            return stream(gateway, client);
        });
    }

    private void writeFiles() throws IOException {
        String allow = pharmacies.stream()
                .map(one -> "\"127.0.0.1:" + one.endpoint.port() + "\"")
                .collect(Collectors.joining(", "));
        Files.writeString(folder.resolve("waymark.yaml"), """
                publicUrl: %s
                http: {host: 127.0.0.1, port: 0}
                dataDir: data
                limits: {requestsPerSecond: 0, burst: 1}
                egress: {allow: [%s]}
                """.formatted(TestGateway.PUBLIC, allow));
        Files.writeString(
                folder.resolve("partners.yaml"),
                "partners:\n"
                        + hub.yaml()
                        + pharmacies.stream().map(TestPartner::yaml).collect(Collectors.joining()));
    }
}
