package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedAmidSendsTest {

    private static final int MESSAGES = 8;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestPartner hub = new TestPartner("acme-hub", "hub", new FarSide(vertx), false, "");
    private final TestPartner pharmacy = new TestPartner("rx-one", "specialty_pharmacy", new FarSide(vertx), true, "");
    private Optional<ServedGateway> running = Optional.empty();

    @AfterEach
    void stop() {
        running.ifPresent(ServedGateway::stop);
        Waiting.await(vertx.close());
    }

    @Test
    void told_to_stop_while_an_endpoint_keeps_silent_it_ends_within_20_s_and_sends_the_same_at_its_next_start()
            throws IOException {
        writeFiles();
        pharmacy.endpoint.answersLater(one -> Future.future(never -> {}));
        ServedGateway first = serve();
        post(first);
        await().until(() -> pharmacy.endpoint.open() == MESSAGES);

        long began = System.nanoTime();
        first.stop();
        running = Optional.empty();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(20);
        assertThat(folder.resolve("data/data/postmaster.pid")).doesNotExist();

        Set<String> sent = ids();
        pharmacy.endpoint.answers(one -> FarSide.Reply.OK);
        serve();
        await().until(() -> pharmacy.endpoint.accepted().size() == MESSAGES);
        assertThat(ids()).isEqualTo(sent);
    }

    private Set<String> ids() {
        return pharmacy.endpoint.received().stream().map(FarSide.Received::id).collect(Collectors.toSet());
    }

    private ServedGateway serve() {
        ServedGateway served = new ServedGateway(vertx, folder);
        running = Optional.of(served);
        return served;
    }

    private void post(ServedGateway gateway) {
        JsonObject roster = Cases.withoutPeople().put("managers", new JsonArray());
        assertThat(hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", roster)
                        .status())
                .isEqualTo(201);
        JsonArray events = new JsonArray();
        for (int i = 0; i < MESSAGES; i++) {
            events.add(hub.event("evt-" + i, "referral.received", "orphan-x/C-1001", gateway.now(), new JsonObject()));
        }
        assertThat(hub.milestones(gateway, events).status()).isEqualTo(200);
    }

    private void writeFiles() throws IOException {
        Files.writeString(folder.resolve("waymark.yaml"), """
                publicUrl: %s
                http: {host: 127.0.0.1, port: 0}
                dataDir: data
                egress: {allow: ["127.0.0.1:%d"]}
                """.formatted(TestGateway.PUBLIC, pharmacy.endpoint.port()));
        Files.writeString(folder.resolve("partners.yaml"), "partners:\n" + hub.yaml() + pharmacy.yaml());
    }
}
