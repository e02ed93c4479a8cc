package dev.waymark.gateway.pg;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PgDatabaseTest {

    private static final String ADD = "insert into feed (name, last) values ($1, 1)";

    private static final String LOCK = "select pg_advisory_xact_lock(1)";

    private Database database;

    @BeforeEach
    void open(Vertx vertx) {
        database = TestDatabase.fresh(vertx);
    }

    @Test
    void what_a_transaction_did_stands_when_its_future_succeeds() throws Exception {
        await(database.transaction(tx -> add(tx, "kept")));
        assertThat(feeds()).isEqualTo(1);
    }

    @Test
    void a_transaction_rolls_back_when_its_future_fails() throws Exception {
        Future<Void> failed = database.transaction(
                tx -> add(tx, "gone").compose(added -> Future.failedFuture(new IllegalStateException("no"))));
        assertThatThrownBy(() -> await(failed)).isInstanceOf(IllegalStateException.class);
        assertThat(feeds()).isZero();
    }

    @Test
    void a_transaction_rolls_back_when_its_work_throws() throws Exception {
        Future<Void> failed = database.transaction(tx -> {
            var unused = add(tx, "gone");
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(() -> await(failed)).isInstanceOf(IllegalStateException.class);
        assertThat(feeds()).isZero();
    }

    @Test
    void an_answer_of_the_database_keeps_its_own_type() {
        assertThatThrownBy(
                        () -> await(database.client().query("select nonsense").execute()))
                .isInstanceOf(PgException.class);
    }

    @Test
    void a_deadlock_is_tried_again() throws Exception {
        await(database.transaction(tx -> add(tx, "a").compose(added -> add(tx, "b"))));
        List<Promise<Void>> locked = List.of(Promise.promise(), Promise.promise());
        Future<Void> both =
                Future.all(locked.get(0).future(), locked.get(1).future()).mapEmpty();
        await(Future.all(raise("a", "b", locked.get(0), both), raise("b", "a", locked.get(1), both)));
        assertThat(await(database.client()
                                .query("select sum(last)::int from feed")
                                .execute())
                        .iterator()
                        .next()
                        .getInteger(0))
                .isEqualTo(2 + 4);
    }

    @Test
    void what_waits_for_a_database_that_hangs_is_bounded() throws Exception {
        Promise<Void> held = Promise.promise();
        Promise<Void> release = Promise.promise();
        Future<Void> hung = database.transaction(tx ->
                tx.query(LOCK).execute().onSuccess(locked -> held.complete()).compose(locked -> release.future()));
        await(held.future());

        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 4 * 64 + 2_000 + 1; i++) {
            waiting.add(database.client().query(LOCK).execute());
        }
        assertThatThrownBy(() -> await(Future.all(waiting))).isInstanceOf(DatabaseUnavailable.class);
        assertThat(hung.isComplete()).isFalse();

        release.complete();
        await(hung);
        await(Future.join(waiting).transform(Future::succeededFuture));
    }

    private Future<Void> raise(String first, String second, Promise<Void> locked, Future<Void> both) {
        return database.transaction(tx -> raise(tx, first)
                .onSuccess(done -> locked.tryComplete())
                .compose(done -> both)
                .compose(done -> raise(tx, second)));
    }

    private static Future<Void> raise(SqlClient tx, String name) {
        return tx.preparedQuery("update feed set last = last + 1 where name = $1")
                .execute(Tuple.of(name))
                .mapEmpty();
    }

    private static Future<Void> add(SqlClient client, String name) {
        return client.preparedQuery(ADD).execute(Tuple.of(name)).mapEmpty();
    }

    private long feeds() throws Exception {
        return await(database.client().query("select count(*) from feed").execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, SECONDS);
    }
}
