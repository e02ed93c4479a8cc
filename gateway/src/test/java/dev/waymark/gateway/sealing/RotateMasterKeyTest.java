package dev.waymark.gateway.sealing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class RotateMasterKeyTest {

    private static final int CASES = 450;
    private static final Reader ADA = new Reader("user/ada", "rotate master key");
    private static final Buffer NUMBER = Buffer.buffer("+12025550123");

    private final ManualClocks clocks = new ManualClocks();
    private final SecureRandom random = new SecureRandom();
    private final Provider provider = Security.getProvider("SunJCE");

    @TempDir
    private Path directory;

    private Vertx vertx;
    private Database database;
    private KeyFingerprints fingerprints;
    private Node first;
    private List<Sealed> values;

    /** What a start makes of the directory and the database. */
    private record Node(PgSealing sealing, RotateMasterKey rotate) {}

    @BeforeEach
    void sealed(Vertx vertx) throws Exception {
        this.vertx = vertx;
        database = TestDatabase.fresh(vertx);
        fingerprints = new KeyFingerprints(database);
        first = start();
        values = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            values.add(seal(first, "partner/" + i));
        }
    }

    @Test
    void everything_opens_before_between_and_after_the_batches() throws Exception {
        Buffer hash = first.sealing().keyedHash("sms", NUMBER);
        byte[] before = file("master.key");
        RotateMasterKey.Progress begun = await(first.rotate().begin(ADA));
        assertThat(begun.remaining()).isEqualTo(begun.keys()).isEqualTo(CASES + 1);
        boolean more = true;
        while (more) {
            assertAllOpen(start());
            assertAllOpen(first);
            more = await(first.rotate().round());
        }
        assertThat(await(first.rotate().progress()))
                .extracting(RotateMasterKey.Progress::underWay, RotateMasterKey.Progress::remaining)
                .containsExactly(false, 0L);
        assertThat(file("master.key")).isNotEqualTo(before);
        assertThat(directory).isDirectoryNotContaining("glob:**.next*");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("master.key"))))
                .isEqualTo("rw-------");
        assertAllOpen(first);
        assertAllOpen(start());
        assertThat(start().sealing().keyedHash("sms", NUMBER)).isEqualTo(hash);
    }

    @Test
    void ended_between_two_batches_it_goes_on_at_the_next_start() throws Exception {
        await(first.rotate().begin(ADA));
        await(first.rotate().round());
        Node next = start();
        assertThat(await(next.rotate().progress()).remaining()).isPositive().isLessThan(CASES);
        finish(next);
        assertAllOpen(start());
    }

    @Test
    void ended_before_the_file_took_its_name_it_takes_it_at_the_next_start() throws Exception {
        byte[] before = file("master.key");
        await(first.rotate().begin(ADA));
        finish(first);
        Files.move(directory.resolve("master.key"), directory.resolve("master.key.next"));
        write("master.key", before);
        assertAllOpen(start());
        assertThat(file("master.key")).isNotEqualTo(before);
        assertThat(directory).isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void ended_before_the_database_knew_of_it_nothing_has_begun() throws Exception {
        new MasterKeyFiles(directory, provider, random).readOrMakeNext();
        Node next = start();
        assertThat(await(next.rotate().progress()).underWay()).isFalse();
        assertThat(await(next.rotate().round())).isFalse();
        seal(next, "partner/new");
        await(next.rotate().begin(ADA));
        finish(next);
        assertAllOpen(start());
    }

    @Test
    void a_node_that_was_not_asked_takes_the_new_key_for_what_it_makes() throws Exception {
        Node other = start();
        await(first.rotate().begin(ADA));
        values.add(seal(other, "partner/during"));
        values.add(seal(first, "partner/too"));
        finish(first);
        values.add(seal(other, "partner/after"));
        assertThat(count("select count(distinct master) from data_key")).isEqualTo(1);
        assertAllOpen(first);
        assertAllOpen(start());
    }

    @Test
    void two_nodes_that_rotate_at_once_agree() throws Exception {
        Node other = start();
        await(Future.all(first.rotate().begin(ADA), other.rotate().begin(ADA)));
        while (await(Future.all(first.rotate().round(), other.rotate().round())).<Boolean>list().stream()
                .anyMatch(more -> more)) {
            assertAllOpen(first);
        }
        assertThat(await(other.rotate().progress()).underWay()).isFalse();
        assertAllOpen(start());
    }

    @Test
    void a_key_that_another_node_has_in_hand_is_waited_for_and_not_left_behind() throws Exception {
        await(first.rotate().begin(ADA));
        Promise<Void> holds = Promise.promise();
        Promise<Void> dies = Promise.promise();
        Future<Void> other =
                database.transaction(tx -> tx.query("select from data_key where scope = 'partner/7' for update")
                        .execute()
                        .onSuccess(held -> holds.complete())
                        .compose(held -> dies.future()));
        await(holds.future());
        boolean gaveUp = false;
        for (int rounds = 0; rounds < 5 && !gaveUp; rounds++) {
            gaveUp = await(first.rotate().round().map(more -> false).otherwise(true));
        }
        assertThat(gaveUp).isTrue();
        assertThat(await(first.rotate().progress()).underWay()).isTrue();
        dies.fail("its node was killed");
        assertThatThrownBy(() -> await(other)).hasMessageContaining("killed");
        finish(first);
        assertAllOpen(start());
    }

    @Test
    void the_key_before_starts_nothing_any_more() throws Exception {
        byte[] before = file("master.key");
        await(first.rotate().begin(ADA));
        finish(first);
        write("master.key", before);
        assertThatThrownBy(this::start).isInstanceOf(KeyRefused.class).hasMessageContaining("master.key");
    }

    @Test
    void without_the_key_that_follows_nothing_starts() throws Exception {
        await(first.rotate().begin(ADA));
        Files.delete(directory.resolve("master.key.next"));
        assertThatThrownBy(this::start).isInstanceOf(KeyRefused.class).hasMessageContaining("master.key.next");
    }

    @Test
    void who_asked_is_in_the_audit() throws Exception {
        await(first.rotate().begin(ADA));
        assertThat(count("select count(*) from audit where reader = 'user/ada' and purpose = 'rotate master key'"))
                .isEqualTo(1);
    }

    private Node start() throws Exception {
        boolean mayMake = await(fingerprints.mayMake(directory, clocks.steady()));
        MasterKeyFiles files = new MasterKeyFiles(directory, provider, random);
        List<MasterKey> keys = files.atStart(mayMake, await(fingerprints.master()));
        Map<String, KeyFile> present = keys.size() == 1
                ? Map.of("master.key", KeyFile.forGood(keys.get(0).fingerprint(provider)))
                : Map.of(
                        "master.key", KeyFile.forGood(keys.get(0).fingerprint(provider)),
                        "master.key.next", KeyFile.forGood(keys.get(1).fingerprint(provider)));
        await(fingerprints.hold(directory, present, clocks.steady()));
        MasterKeys masters = new MasterKeys(provider, keys, () -> vertx.executeBlocking(files::read));
        return new Node(
                await(PgSealing.open(
                        database.client(), masters, clocks, random, provider, new AesGcmCells(provider, random))),
                new RotateMasterKey(vertx, database, masters, files, KeyWrap.with(provider, random), clocks));
    }

    private void finish(Node node) throws Exception {
        while (await(node.rotate().round())) {
            assertThat(values).isNotEmpty();
        }
        assertThat(await(node.rotate().progress()).underWay()).isFalse();
    }

    private Sealed seal(Node node, String scope) throws Exception {
        Cell cell = new Cell("milestone", "content", scope);
        return new Sealed(
                new Scope(scope),
                cell,
                await(node.sealing().key(database.client(), new Scope(scope)).map(key -> node.sealing()
                        .seal(key, cell, NUMBER))));
    }

    private void assertAllOpen(Node node) throws Exception {
        assertThat(await(node.sealing().open(database.client(), ADA, values)))
                .hasSameSizeAs(values)
                .containsOnly(NUMBER);
    }

    private byte[] file(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private long count(String statement) throws Exception {
        return await(database.client().query(statement).execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, SECONDS);
    }
}
