package dev.waymark.gateway.sealing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PgSealingTest {

    private static final Scope CASE = Scope.of(new CaseId(UUID.fromString("01900000-0000-7000-8000-000000000001")));
    private static final Scope OTHER = Scope.of(new PartnerId("rx-one"));
    private static final Cell NOTE = new Cell("milestone", "content", "7");
    private static final Buffer PLAIN = Buffer.buffer("called the payer");
    private static final Reader MARIA = new Reader("user/maria", "show timeline");

    private final ManualClocks clocks = new ManualClocks();
    private final SecureRandom random = new SecureRandom();
    private final Provider provider = Security.getProvider("SunJCE");
    private final MasterKey masterKey = MasterKey.of(random.generateSeed(32));

    private Database database;
    private PgSealing sealing;

    @BeforeEach
    void open(Vertx vertx) {
        database = TestDatabase.fresh(vertx);
        sealing = newSealing();
    }

    @Test
    void what_was_sealed_opens_on_another_node() throws Exception {
        Buffer value = seal(CASE, NOTE, PLAIN);
        assertThat(value.toString("ISO-8859-1")).doesNotContain("payer");
        assertThat(open(newSealing(), CASE, NOTE, value)).isEqualTo(PLAIN);
    }

    @Test
    void the_same_value_sealed_twice_looks_different() throws Exception {
        assertThat(seal(CASE, NOTE, PLAIN)).isNotEqualTo(seal(CASE, NOTE, PLAIN));
    }

    @Test
    void a_value_altered_in_any_byte_does_not_open() throws Exception {
        Buffer value = seal(CASE, NOTE, PLAIN);
        for (int i = 0; i < value.length(); i++) {
            Buffer altered = value.copy().setByte(i, (byte) (value.getByte(i) ^ 1));
            assertDoesNotOpen(CASE, NOTE, altered);
        }
        assertDoesNotOpen(CASE, NOTE, value.slice(0, value.length() - 1));
        assertDoesNotOpen(CASE, NOTE, Buffer.buffer());
        assertThat(open(sealing, CASE, NOTE, value)).isEqualTo(PLAIN);
    }

    @Test
    void a_value_moved_to_another_row_column_table_or_scope_does_not_open() throws Exception {
        Buffer value = seal(CASE, NOTE, PLAIN);
        seal(OTHER, NOTE, PLAIN);
        assertDoesNotOpen(CASE, new Cell("milestone", "content", "8"), value);
        assertDoesNotOpen(CASE, new Cell("milestone", "note", "7"), value);
        assertDoesNotOpen(CASE, new Cell("alert", "content", "7"), value);
        assertDoesNotOpen(OTHER, NOTE, value);
    }

    @Test
    void a_scope_without_a_key_opens_nothing_and_gets_no_key() throws Exception {
        Buffer value = seal(CASE, NOTE, PLAIN);
        assertDoesNotOpen(OTHER, NOTE, value);
        assertThat(count("data_key")).isEqualTo(1);
    }

    @Test
    void another_master_key_opens_nothing() throws Exception {
        Buffer value = seal(CASE, NOTE, PLAIN);
        PgSealing stranger = TestSealing.of(MasterKey.of(new byte[32]), clocks, random, provider);
        assertThatThrownBy(() -> open(stranger, CASE, NOTE, value)).isInstanceOf(SealBroken.class);
    }

    @Test
    void bouncy_castle_opens_what_the_runtime_sealed() throws Exception {
        Buffer value = seal(CASE, NOTE, PLAIN);
        PgSealing other = TestSealing.of(masterKey, clocks, random, new BouncyCastleProvider());
        assertThat(open(other, CASE, NOTE, value)).isEqualTo(PLAIN);
        assertThat(other.keyedHash("sms", PLAIN)).isEqualTo(sealing.keyedHash("sms", PLAIN));
    }

    @Test
    void each_opened_value_is_in_the_audit_with_its_reader_and_purpose() throws Exception {
        Buffer value = seal(CASE, NOTE, PLAIN);
        clocks.advanceBusiness(Duration.ofDays(3));
        await(sealing.open(
                database.client(), MARIA, List.of(new Sealed(CASE, NOTE, value), new Sealed(CASE, NOTE, value))));
        assertThat(count("audit")).isEqualTo(2);
        Row row = await(database.client().query("select * from audit").execute())
                .iterator()
                .next();
        assertThat(row.getString("reader")).isEqualTo("user/maria");
        assertThat(row.getString("purpose")).isEqualTo("show timeline");
        assertThat(row.getString("scope")).isEqualTo(CASE.name());
        assertThat(row.getString("cell")).isEqualTo("milestone.content/7");
        assertThat(row.getOffsetDateTime("at").toInstant()).isEqualTo(clocks.business());
    }

    @Test
    void the_audit_is_written_in_the_transaction_that_read() throws Exception {
        Buffer value = seal(CASE, NOTE, PLAIN);
        Future<Void> rolledBack =
                database.transaction(tx -> sealing.open(tx, MARIA, List.of(new Sealed(CASE, NOTE, value)))
                        .compose(opened -> Future.failedFuture(new IllegalStateException("no"))));
        assertThatThrownBy(() -> await(rolledBack)).isInstanceOf(IllegalStateException.class);
        assertThat(count("audit")).isZero();
    }

    @Test
    void a_key_whose_transaction_rolled_back_is_forgotten() throws Exception {
        Future<Void> rolledBack = database.transaction(tx -> sealing.keys(tx, Set.of(CASE))
                .compose(first -> sealing.keys(tx, Set.of(CASE)))
                .compose(again -> tx.query("savepoint later").execute())
                .compose(saved -> sealing.keys(tx, Set.of(OTHER)))
                .compose(made -> sealing.keys(tx, Set.of(OTHER)))
                .compose(again -> Future.failedFuture(new IllegalStateException("no"))));
        assertThatThrownBy(() -> await(rolledBack)).isInstanceOf(IllegalStateException.class);
        Buffer inCase = seal(CASE, NOTE, PLAIN);
        Buffer inOther = seal(OTHER, NOTE, PLAIN);
        assertThat(open(newSealing(), CASE, NOTE, inCase)).isEqualTo(PLAIN);
        assertThat(open(newSealing(), OTHER, NOTE, inOther)).isEqualTo(PLAIN);
    }

    @Test
    void a_key_made_in_a_transaction_serves_that_transaction() throws Exception {
        Buffer value = await(database.transaction(
                tx -> sealNow(tx, CASE).compose(made -> sealing.open(tx, MARIA, List.of(new Sealed(CASE, NOTE, made)))
                        .map(opened -> made))));
        assertThat(open(newSealing(), CASE, NOTE, value)).isEqualTo(PLAIN);
    }

    @Test
    void two_nodes_that_need_a_new_key_at_once_agree_on_one() throws Exception {
        PgSealing one = newSealing();
        PgSealing two = newSealing();
        var both = await(Future.all(
                database.transaction(tx -> one.keys(tx, List.of(CASE, OTHER))),
                database.transaction(tx -> two.keys(tx, List.of(OTHER, CASE)))));
        assertThat(count("data_key")).isEqualTo(2);
        assertThat(both.size()).isEqualTo(2);
        Buffer value = seal(CASE, NOTE, PLAIN);
        assertThat(open(one, CASE, NOTE, value)).isEqualTo(open(two, CASE, NOTE, value));
    }

    @Test
    void a_case_that_was_forgotten_never_gets_a_key_again() throws Exception {
        careCase("now()");
        assertThat(await(sealing.keyUnlessForgotten(database.client(), CASE))).isEmpty();
        assertThat(await(sealing.keys(database.client(), List.of(OTHER, CASE)))).containsOnlyKeys(OTHER);
        assertThat(count("data_key where scope like 'case/%'")).isZero();
    }

    @Test
    void who_wants_a_key_while_the_case_is_being_forgotten_waits_and_gets_none() throws Exception {
        careCase("null");
        Promise<Void> holds = Promise.promise();
        Promise<Void> waits = Promise.promise();
        Future<Void> forgetting = database.transaction(tx -> tx.query("select from care_case for update")
                .execute()
                .onSuccess(locked -> holds.complete())
                .compose(locked -> waits.future())
                .compose(now ->
                        tx.query("update care_case set forgotten_at = now()").execute())
                .mapEmpty());
        await(holds.future());
        Future<Optional<DataKey>> wanted = database.transaction(tx -> sealing.keyUnlessForgotten(tx, CASE));
        Awaitility.await()
                .until(() -> count("pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database() and query like '%data_key%'")
                        > 0);
        waits.complete();
        await(forgetting);
        assertThat(await(wanted)).isEmpty();
        assertThat(count("data_key")).isZero();
    }

    private void careCase(String forgottenAt) throws Exception {
        await(database.client()
                .query("insert into care_case (id, program, code, enrolled_at, updated_at, forgotten_at) values ('"
                        + CASE.caseId().orElseThrow() + "', 'orphan-x', 'C-1', now(), now(), " + forgottenAt + ")")
                .execute());
    }

    @Test
    void keyed_hashes_find_the_same_value_again_and_keep_domains_and_masters_apart() {
        Buffer number = Buffer.buffer("+12025550123");
        assertThat(sealing.keyedHash("sms", number)).isEqualTo(newSealing().keyedHash("sms", number));
        assertThat(sealing.keyedHash("sms", number)).isNotEqualTo(sealing.keyedHash("email", number));
        assertThat(sealing.keyedHash("sms", number))
                .isNotEqualTo(TestSealing.of(MasterKey.of(new byte[32]), clocks, random, provider)
                        .keyedHash("sms", number));
    }

    private PgSealing newSealing() {
        return TestSealing.of(masterKey, clocks, random, provider);
    }

    private Buffer seal(Scope scope, Cell cell, Buffer plain) throws Exception {
        return await(sealing.key(database.client(), scope).map(key -> sealing.seal(key, cell, plain)));
    }

    private Future<Buffer> sealNow(SqlClient tx, Scope scope) {
        return sealing.key(tx, scope).map(key -> sealing.seal(key, NOTE, PLAIN));
    }

    private Buffer open(PgSealing with, Scope scope, Cell cell, Buffer value) throws Exception {
        return await(with.open(database.client(), MARIA, List.of(new Sealed(scope, cell, value))))
                .get(0);
    }

    private void assertDoesNotOpen(Scope scope, Cell cell, Buffer value) {
        assertThatThrownBy(() -> open(sealing, scope, cell, value))
                .isInstanceOf(SealBroken.class)
                .hasMessageContaining(cell.toString());
    }

    private long count(String table) throws Exception {
        return await(database.client()
                        .preparedQuery("select count(*) from " + table)
                        .execute(Tuple.tuple()))
                .iterator()
                .next()
                .getLong(0);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, SECONDS);
    }
}
