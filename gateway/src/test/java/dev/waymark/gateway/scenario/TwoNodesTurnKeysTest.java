package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.files.OwnFiles;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, one database, one keys directory. Some three minutes: run with {@code -Plong}. */
@Tag("long")
class TwoNodesTurnKeysTest {

    private static final Duration WITHIN_A_MINUTE = Duration.ofSeconds(75);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestPartner hub = new TestPartner("acme-hub", "hub", new FarSide(vertx), false, "");
    private final TestPartner pharmacy = new TestPartner("rx-one", "specialty_pharmacy", new FarSide(vertx), true, "");
    private final Set<ServedGateway> running = new HashSet<>();
    private int events;

    @AfterEach
    void stop() {
        running.forEach(ServedGateway::stop);
        Waiting.await(vertx.close());
    }

    @Test
    void keys_made_on_one_are_published_and_sign_in_time_on_the_other_and_either_set_verifies_what_either_sent()
            throws Exception {
        ServedFolder files = new ServedFolder(folder, vertx, hub, pharmacy);
        ServedGateway one = serve(files);
        ServedGateway two = serve(files);
        assertThat(hub.put(
                                one,
                                "/v1/programs/orphan-x/cases/C-1001",
                                Cases.withoutPeople().put("managers", new JsonArray()))
                        .status())
                .isEqualTo(201);
        report(one);
        report(two);
        GatewayKeySet before = GatewayKeySet.of(one);
        assertThat(GatewayKeySet.of(two).keys()).isEqualTo(before.keys());
        String old = signerOfLast(before);

        Path token = Files.writeString(
                folder.resolve("token"),
                String.valueOf(one.signIn("ada").get("Authorization")).replace("Bearer ", ""));
        Command.Result told = Command.run("rotate-keys", "--url", one.address(), "--token-file", token.toString());
        assertThat(told.exitCode()).as(told.err()).isZero();
        await().atMost(WITHIN_A_MINUTE)
                .untilAsserted(() -> assertThat(GatewayKeySet.of(two).keys())
                        .isEqualTo(GatewayKeySet.of(one).keys()));
        assertThat(GatewayKeySet.of(two).kids("sig"))
                .containsAll(before.kids("sig"))
                .hasSize(before.kids("sig").size() + 1);

        Instant turn = Instant.now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        String next = insteadOfTomorrow(turn);
        while (Instant.now().isBefore(turn.plusSeconds(5))) {
            report(one);
            report(two);
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        }
        one.stop();
        running.remove(one);
        report(two);
        ServedGateway again = serve(files);
        two.stop();
        running.remove(two);
        report(again);

        GatewayKeySet after = GatewayKeySet.of(again);
        List<FarSide.Received> all = pharmacy.endpoint.received();
        assertThat(all).hasSizeGreaterThan(100);
        for (FarSide.Received received : all) {
            Instant at = Instant.ofEpochSecond(Long.parseLong(received.headers().get("webhook-timestamp")));
            assertThat(after.signer(received))
                    .as(at + ", the turn at " + turn)
                    .contains(at.isBefore(turn) ? old : next);
        }
    }

    /** Lets the day that a new key waits end at {@code turn}, in its file and in that of the one before. */
    private String insteadOfTomorrow(Instant turn) throws IOException {
        String next = "";
        try (Stream<Path> keys = Files.list(folder.resolve("keys"))) {
            for (Path file : keys.filter(one -> one.getFileName().toString().startsWith("signing-"))
                    .toList()) {
                JsonObject jwk = new JsonObject(Files.readString(file));
                boolean isNext = jwk.containsKey("nbf");
                next = isNext ? jwk.getString("kid") : next;
                OwnFiles.replace(
                        file,
                        jwk.put(isNext ? "nbf" : "exp", turn.getEpochSecond()).encode());
            }
        }
        assertThat(next).isNotEmpty();
        return next;
    }

    private String signerOfLast(GatewayKeySet keys) {
        List<FarSide.Received> all = pharmacy.endpoint.received();
        return keys.signer(all.get(all.size() - 1)).orElseThrow();
    }

    /** Until the pharmacy has heard of it. */
    private void report(ServedGateway gateway) {
        int told = pharmacy.endpoint.received().size();
        assertThat(hub.milestone(
                                gateway,
                                hub.event(
                                        "evt-" + ++events,
                                        "referral.received",
                                        "orphan-x/C-1001",
                                        gateway.now(),
                                        new JsonObject()))
                        .status())
                .isEqualTo(202);
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> pharmacy.endpoint.received().size() > told);
    }

    private ServedGateway serve(ServedFolder files) {
        ServedGateway served = files.serve();
        running.add(served);
        return served;
    }
}
