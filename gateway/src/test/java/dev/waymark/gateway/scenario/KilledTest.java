package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {

    private static final String CASE = "orphan-x/C-1001";
    private static final int AT_ONCE = 8;
    private static final int ENOUGH = 100;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestPartner hub = new TestPartner("acme-hub", "hub", new FarSide(vertx), false, "");
    private final TestPartner pharmacy = new TestPartner("rx-one", "specialty_pharmacy", new FarSide(vertx), true, "");

    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger posted = new AtomicInteger();
    private Optional<ServedGateway> running = Optional.empty();

    @AfterEach
    void stop() throws IOException {
        running.ifPresent(ServedGateway::stop);
        if (Files.exists(postmasterFile())) {
            postmaster().ifPresent(ProcessHandle::destroy);
        }
        Waiting.await(vertx.close());
    }

    @Test
    void killed_amid_a_stream_of_posts_it_has_at_its_next_start_every_event_it_took_and_sends_its_messages()
            throws Exception {
        writeFiles();
        ServedGateway first = serve();
        JsonObject roster = Cases.withoutPeople().put("managers", new JsonArray());
        assertThat(hub.put(first, "/v1/programs/orphan-x/cases/C-1001", roster).status())
                .isEqualTo(201);

        List<Future<Void>> streams = streams(first);
        await().until(() -> taken.size() >= ENOUGH);
        first.kill();
        streams.forEach(Waiting::await);
        ProcessHandle left = postmaster().orElseThrow();
        assertThat(left.isAlive()).isTrue();

        ServedGateway next = serve();
        // That the old server is gone is seen in the file of the new one: when a dead process is reaped is init's
        // matter.
        assertThat(postmaster().orElseThrow().pid()).isNotEqualTo(left.pid());
        assertThat(milestonesOnTracker(next)).containsAll(taken);
        await().untilAsserted(() -> assertThat(milestonesToldOf()).containsAll(taken));
    }

    private ServedGateway serve() {
        ServedGateway served = new ServedGateway(vertx, folder);
        running = Optional.of(served);
        return served;
    }

    /** Each posts one event after another, for as long as it is answered. */
    private List<Future<Void>> streams(ServedGateway gateway) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(AT_ONCE));
        List<Future<Void>> streams = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            streams.add(stream(gateway, client));
        }
        return streams;
    }

    private Future<Void> stream(ServedGateway gateway, HttpClient client) {
        JsonObject event = hub.event(
                "evt-" + posted.incrementAndGet(), "referral.received", CASE, gateway.now(), new JsonObject());
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

    private Set<String> milestonesOnTracker(ServedGateway gateway) {
        return hub.get(gateway, "/v1/programs/orphan-x/cases/C-1001").json().getJsonArray("milestones").stream()
                .map(milestone -> ((JsonObject) milestone).getString("milestone"))
                .collect(Collectors.toSet());
    }

    private Set<String> milestonesToldOf() {
        return pharmacy.endpoint.received().stream()
                .map(one -> one.json()
                        .getJsonObject("data")
                        .getJsonObject("milestone")
                        .getString("milestone"))
                .collect(Collectors.toSet());
    }

    private Path postmasterFile() {
        return folder.resolve("data/data/postmaster.pid");
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        return ProcessHandle.of(
                Long.parseLong(Files.readAllLines(postmasterFile()).get(0)));
    }

    private void writeFiles() throws IOException {
        Files.writeString(folder.resolve("waymark.yaml"), """
                publicUrl: %s
                http: {host: 127.0.0.1, port: 0}
                dataDir: data
                limits: {requestsPerSecond: 0, burst: 1}
                egress: {allow: ["127.0.0.1:%d"]}
                """.formatted(TestGateway.PUBLIC, pharmacy.endpoint.port()));
        Files.writeString(folder.resolve("partners.yaml"), "partners:\n" + hub.yaml() + pharmacy.yaml());
    }
}
