package dev.waymark.gateway.pg;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FeedsTest {

    private static final String RX = Feeds.ofPartner("rx-one");

    private Database database;

    @BeforeEach
    void open(Vertx vertx) {
        database = TestDatabase.fresh(vertx);
    }

    @Test
    void numbers_begin_at_one_and_have_no_holes() throws Exception {
        assertThat(take(Map.of(RX, 3, Feeds.ALERTS, 1))).isEqualTo(Map.of(RX, 1L, Feeds.ALERTS, 1L));
        assertThat(take(Map.of(RX, 1))).isEqualTo(Map.of(RX, 4L));
        assertThat(take(Map.of(RX, 2))).isEqualTo(Map.of(RX, 5L));
        assertThat(take(Map.of())).isEmpty();
    }

    @Test
    void a_number_whose_transaction_rolled_back_is_given_again() throws Exception {
        Future<Void> rolledBack = database.transaction(tx ->
                Feeds.take(tx, Map.of(RX, 5)).compose(taken -> Future.failedFuture(new IllegalStateException("no"))));
        assertThatThrownBy(() -> await(rolledBack)).isInstanceOf(IllegalStateException.class);
        assertThat(take(Map.of(RX, 1))).isEqualTo(Map.of(RX, 1L));
    }

    @Test
    void who_commits_first_has_the_lower_number_whoever_started_first() throws Exception {
        Promise<Void> startedFirst = Promise.promise();
        Promise<Void> otherCommitted = Promise.promise();
        Future<Long> first = database.transaction(tx -> snapshot(tx)
                .onComplete(begun -> startedFirst.complete())
                .compose(begun -> otherCommitted.future())
                .compose(go -> Feeds.take(tx, Map.of(RX, 1)))
                .map(taken -> taken.getOrDefault(RX, 0L)));
        await(startedFirst.future());
        Long second = await(
                database.transaction(tx -> Feeds.take(tx, Map.of(RX, 1)).map(taken -> taken.getOrDefault(RX, 0L))));
        otherCommitted.complete();
        assertThat(second).isEqualTo(1);
        assertThat(await(first)).isEqualTo(2);
    }

    @Test
    void nobody_gets_a_number_while_a_lower_one_is_not_committed() throws Exception {
        Promise<Void> taken = Promise.promise();
        Promise<Void> mayCommit = Promise.promise();
        Future<Void> slow = database.transaction(tx -> Feeds.take(tx, Map.of(RX, 1))
                .onSuccess(first -> taken.complete())
                .compose(first -> mayCommit.future()));
        await(taken.future());
        Future<Map<String, Long>> waiting =
                database.transaction(tx -> Feeds.take(tx, Map.of("partner/a", 1, RX, 1, Feeds.ALERTS, 1)));
        awaitALockIsWaitedFor();
        assertThat(waiting.isComplete()).isFalse();
        mayCommit.complete();
        await(slow);
        assertThat(await(waiting)).isEqualTo(Map.of("partner/a", 1L, RX, 2L, Feeds.ALERTS, 1L));
    }

    private void awaitALockIsWaitedFor() throws Exception {
        long waiting = 0;
        while (waiting == 0) {
            waiting = await(database.client()
                            .query("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                    + " and datname = current_database()")
                            .execute())
                    .iterator()
                    .next()
                    .getLong(0);
        }
    }

    private static Future<Void> snapshot(SqlConnection tx) {
        return tx.query("select count(*) from feed").execute().mapEmpty();
    }

    private Map<String, Long> take(Map<String, Integer> wanted) throws Exception {
        return await(database.transaction(tx -> Feeds.take(tx, wanted)));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(30, SECONDS);
    }
}
