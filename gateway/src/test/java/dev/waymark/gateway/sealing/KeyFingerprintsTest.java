package dev.waymark.gateway.sealing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class KeyFingerprintsTest {

    private static final Path KEYS = Path.of("keys");
    private static final Map<String, KeyFile> MASTER = Map.of("master.key", KeyFile.forGood(Buffer.buffer("m")));
    private static final Map<String, KeyFile> OTHER_MASTER = Map.of("master.key", KeyFile.forGood(Buffer.buffer("x")));
    private static final Map<String, KeyFile> BOTH = Map.of(
            "master.key", KeyFile.forGood(Buffer.buffer("m")), "signing-1.jwk", KeyFile.forGood(Buffer.buffer("s")));

    private Database database;
    private KeyFingerprints fingerprints;

    @BeforeEach
    void open(Vertx vertx) {
        database = TestDatabase.fresh(vertx);
        fingerprints = new KeyFingerprints(database);
    }

    @Test
    void an_empty_database_takes_the_keys_and_then_no_others() throws Exception {
        assertThat(await(fingerprints.mayMake(KEYS, ManualClocks.START))).isTrue();
        hold(BOTH);
        hold(BOTH);
        assertThat(stored()).isEqualTo(2);
        assertRefused(() -> fingerprints.mayMake(KEYS, ManualClocks.START), "keys/master.key", "missing");
    }

    @Test
    void another_key_is_refused_by_its_file_and_changes_nothing() throws Exception {
        hold(MASTER);
        Map<String, KeyFile> wrong = Map.of(
                "master.key",
                KeyFile.forGood(Buffer.buffer("x")),
                "signing-1.jwk",
                KeyFile.forGood(Buffer.buffer("s")));
        assertRefused(() -> fingerprints.hold(KEYS, wrong, ManualClocks.START), "keys/master.key", "another key");
        assertThat(stored()).isEqualTo(1);
        hold(MASTER);
    }

    @Test
    void of_two_nodes_with_different_keys_one_starts() throws Exception {
        Future<Void> one = fingerprints.hold(KEYS, MASTER, ManualClocks.START);
        Future<Void> two = fingerprints.hold(KEYS, OTHER_MASTER, ManualClocks.START);
        await(Future.join(one, two).transform(done -> Future.succeededFuture()));
        assertThat(one.succeeded()).isNotEqualTo(two.succeeded());
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void keys_are_not_made_for_a_database_that_has_anything_sealed() throws Exception {
        await(database.client()
                .query("insert into data_key (scope, wrapped, master, created_at) values ('gateway', 'x', 'm', now())")
                .execute());
        assertRefused(() -> fingerprints.mayMake(KEYS, ManualClocks.START), "keys", "backup");
    }

    @Test
    void a_key_that_is_over_may_be_taken_away() throws Exception {
        Instant over = ManualClocks.START.plusSeconds(60);
        Map<String, KeyFile> ending = new HashMap<>(BOTH);
        ending.put("signing-1.jwk", new KeyFile(Buffer.buffer("s"), Optional.of(over)));
        hold(BOTH);
        hold(ending);
        assertRefused(() -> fingerprints.hold(KEYS, MASTER, over.minusSeconds(1)), "keys/signing-1.jwk", "missing");
        await(fingerprints.hold(KEYS, MASTER, over));
        assertThat(stored()).isEqualTo(1);
    }

    private void hold(Map<String, KeyFile> present) throws Exception {
        await(fingerprints.hold(KEYS, present, ManualClocks.START));
    }

    private static void assertRefused(Supplier<Future<?>> refused, String... told) {
        assertThatThrownBy(() -> await(refused.get()))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContainingAll(told);
    }

    private long stored() throws Exception {
        return await(database.client()
                        .query("select count(*) from key_fingerprint")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(30, SECONDS);
    }
}
