package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another master key is put in place, and the gateway, a process of its own, is ended by SIGKILL in the midst of it.
 * Minutes long: run with {@code -Plong}.
 */
@Tag("long")
class KilledAmidRotationTest {

    private static final String ROTATE = "/v1/admin/master-key/rotate";
    private static final String MASTERS = "(select distinct master from data_key) as masters";
    private static final int KILLS = 12;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestPartner hub = new TestPartner("acme-hub", "hub", new FarSide(vertx), false, "");
    private final TestPartner pharmacy = new TestPartner("rx-one", "specialty_pharmacy", new FarSide(vertx), false, "");
    private final List<String> cases = new ArrayList<>();
    private ServedFolder files;
    private Optional<ServedGateway> running = Optional.empty();

    @BeforeEach
    void write() {
        files = new ServedFolder(folder, vertx, hub, pharmacy);
    }

    @AfterEach
    void stop() {
        running.ifPresent(ServedGateway::stop);
        Waiting.await(vertx.close());
    }

    @Test
    void killed_with_half_the_keys_wrapped_anew_it_starts_with_both_master_keys_alone_and_goes_on() throws Exception {
        ServedGateway gateway = serve();
        enrol(gateway, 30);
        byte[] before = Files.readAllBytes(files.key("master.key"));
        try (Connection beside = Sql.connect(files.database);
                Statement statement = beside.createStatement()) {
            beside.setAutoCommit(false);
            statement.execute("select from data_key where scope in (select scope from data_key"
                    + " where scope like 'case/%' order by scope desc limit 15) for update");
            assertThat(gateway.call(HttpMethod.POST, ROTATE, gateway.signIn("ada"), Optional.empty())
                            .status())
                    .isEqualTo(202);
            await().until(() -> Sql.count(files.database, MASTERS) == 2);
            enrol(gateway, 1);
            gateway.kill();
            beside.rollback();
        }
        assertThat(Files.readAllBytes(files.key("master.key"))).isEqualTo(before);

        Path next = files.key("master.key.next");
        Path away = folder.resolve("away");
        Files.move(next, away);
        assertThatThrownBy(this::serve).hasMessageContaining("the key file " + next + " is missing");
        Files.move(away, next, StandardCopyOption.ATOMIC_MOVE);
        Path own = files.key("master.key");
        Files.move(own, away);
        assertThatThrownBy(this::serve).hasMessageContaining("the key file " + own);
        Files.move(away, own, StandardCopyOption.ATOMIC_MOVE);
        assertThat(Sql.count(files.database, MASTERS)).isEqualTo(2);

        ServedGateway again = serve();
        awaitSettled(again);
        await().until(() -> !Files.exists(next));
        assertThat(Files.readAllBytes(files.key("master.key"))).isNotEqualTo(before);
        assertAllOpen(again);
        enrol(again, 1);
        again.stop();
        assertAllOpen(serve());
    }

    @Test
    void killed_time_and_again_at_any_moment_of_it_nothing_is_lost() {
        SplittableRandom random = new SplittableRandom(7);
        ServedGateway gateway = serve();
        enrol(gateway, 700);
        int amid = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Map<String, String> ada = gateway.signIn("ada");
            gateway.callLater(vertx.createHttpClient(), HttpMethod.POST, ROTATE, ada, Optional.empty());
            long begun = System.nanoTime();
            Duration until = Duration.ofMillis(random.nextInt(120));
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> System.nanoTime() - begun >= until.toNanos());
            gateway.kill();
            amid += Sql.count(files.database, "key_fingerprint where name = 'master.key.next'") > 0
                            || Files.exists(files.key("master.key.next"))
                    ? 1
                    : 0;
            gateway = serve();
            enrol(gateway, 1);
            if (kill % 3 == 2) {
                awaitSettled(gateway);
                assertAllOpen(gateway);
            }
        }
        awaitSettled(gateway);
        assertAllOpen(gateway);
        System.out.printf("killed %d times, %d of them amid a rotation; %d cases open%n", KILLS, amid, cases.size());
        assertThat(amid).isPositive();
    }

    private ServedGateway serve() {
        ServedGateway served = files.serve();
        running = Optional.of(served);
        return served;
    }

    private void enrol(ServedGateway gateway, int more) {
        for (int i = 0; i < more; i++) {
            String target = "/v1/programs/orphan-x/cases/C-" + cases.size();
            assertThat(hub.put(gateway, target, Cases.usual()).status()).isEqualTo(201);
            cases.add(target);
        }
    }

    private void awaitSettled(ServedGateway gateway) {
        Map<String, String> ada = gateway.signIn("ada");
        await().until(() -> {
            JsonObject progress =
                    gateway.call(HttpMethod.GET, ROTATE, ada, Optional.empty()).json();
            return progress.getString("state").equals("settled");
        });
        assertThat(Sql.count(files.database, MASTERS)).isEqualTo(1);
    }

    /** What is sealed under each case's key is shown to who manages it. */
    private void assertAllOpen(ServedGateway gateway) {
        Map<String, String> maria = gateway.signIn("maria");
        for (String one : cases) {
            assertThat(gateway.call(HttpMethod.GET, one, maria, Optional.empty())
                            .body())
                    .contains("Ana Diaz", "Luis Diaz", "ana@example.org");
        }
    }
}
