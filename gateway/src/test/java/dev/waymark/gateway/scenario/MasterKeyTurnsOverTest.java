package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTurnsOverTest {

    private static final String ROTATE = "/v1/admin/master-key/rotate";
    private static final int CASES = 40;
    private static final int READERS = 4;

    @TempDir
    Path folder;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger read = new AtomicInteger();

    @Test
    void while_timelines_are_read_another_master_key_takes_the_place_of_the_one_before() throws IOException {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            for (int i = 0; i < CASES; i++) {
                assertThat(gateway.enrol("orphan-x/C-2" + i).status()).isEqualTo(201);
            }
            Map<String, String> maria = gateway.signIn("maria");
            String before = Files.readString(folder.resolve("keys/master.key"));
            String number = Sql.text(gateway, "select min(encode(sms_hash, 'hex')) from person");
            List<Future<Void>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(readOn(gateway, maria));
            }

            Command.Result told = Command.run(
                    "rotate-master-key",
                    "--url",
                    "http://127.0.0.1:" + gateway.port(),
                    "--token-file",
                    token(gateway.signIn("ada")).toString());

            over.set(true);
            readers.forEach(Waiting::await);
            assertThat(told.exitCode()).as(told.err()).isZero();
            assertThat(told.out()).contains("are wrapped by the new master key");
            assertThat(read).hasPositiveValue();
            assertThat(Sql.count(gateway, "(select distinct master from data_key) as masters"))
                    .isEqualTo(1);
            await().untilAsserted(() ->
                    assertThat(folder.resolve("keys/master.key.next")).doesNotExist());
            assertThat(Files.readString(folder.resolve("keys/master.key"))).isNotEqualTo(before);

            gateway.restart();
            assertThat(timeline(gateway, gateway.signIn("maria")).body()).contains("chart notes");
            assertThat(gateway.enrol("orphan-x/C-3000").status()).isEqualTo(201);
            assertThat(Sql.text(gateway, "select min(encode(sms_hash, 'hex')) from person"))
                    .isEqualTo(number);
        }
    }

    @Test
    void only_administrators_rotate() throws IOException {
        try (TestGateway gateway = new TestGateway(folder)) {
            for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST)) {
                assertThat(gateway.call(method, ROTATE, gateway.signIn("oli"), Optional.empty())
                                .status())
                        .isEqualTo(403);
                assertThat(gateway.call(method, ROTATE, Map.of(), Optional.empty())
                                .status())
                        .isEqualTo(401);
            }
            JsonObject settled = gateway.call(HttpMethod.GET, ROTATE, gateway.signIn("ada"), Optional.empty())
                    .json();
            assertThat(settled.getString("state")).isEqualTo("settled");
            Command.Result told = Command.run(
                    "rotate-master-key",
                    "--url",
                    "http://127.0.0.1:" + gateway.port(),
                    "--token-file",
                    token(gateway.signIn("maria")).toString());
            assertThat(told.exitCode()).isEqualTo(1);
            assertThat(told.err()).contains("may not");
        }
    }

    private Future<Void> readOn(TestGateway gateway, Map<String, String> user) {
        return gateway.callLater(
                        HttpMethod.GET, "/v1/programs/orphan-x/cases/C-1001/timeline", user, Optional.<Buffer>empty())
                .compose(answer -> {
                    assertThat(answer.body()).contains("chart notes");
                    read.incrementAndGet();
                    return over.get() ? Future.succeededFuture() : readOn(gateway, user);
                });
    }

    private static Answer timeline(TestGateway gateway, Map<String, String> user) {
        return gateway.call(HttpMethod.GET, "/v1/programs/orphan-x/cases/C-1001/timeline", user, Optional.empty());
    }

    private Path token(Map<String, String> bearer) throws IOException {
        return Files.writeString(
                folder.resolve("token"),
                String.valueOf(bearer.get("Authorization")).replace("Bearer ", ""));
    }
}
