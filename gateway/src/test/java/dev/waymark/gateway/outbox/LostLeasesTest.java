package dev.waymark.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.PgDatabase;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostLeasesTest {

    private static final UUID MESSAGE = new UUID(1, 1);

    private final Vertx vertx = Vertx.vertx();
    private final ManualClocks clocks = new ManualClocks();
    private final PgDatabase database = TestDatabase.freshPg(vertx);
    private final TakeBackLost takeBack = new TakeBackLost(database, clocks, new UUID(9, 9));
    private final PgConclusions conclusions = new PgConclusions(clocks, new Random(7));

    @BeforeEach
    void one_message_is_due() {
        sql("insert into lane (lane) values ('sms/main')");
        await(database.client()
                .preparedQuery("""
                        insert into outbox (notification, case_id, channel, lane, not_before, retry_at, queued_at)
                        values ($1, $1, 'sms', 'sms/main', $2, $3, $3)
                        """)
                .execute(Tuple.of(MESSAGE, Times.of(clocks.business()), Times.of(clocks.steady()))));
    }

    @AfterEach
    void close() {
        await(database.close());
        await(vertx.close());
    }

    @Test
    void a_claim_that_was_lost_is_no_step_of_the_schedule() {
        claim();
        await(takeBack.round());
        Claimed second = claim();
        assertThat(second.concluded()).isZero();

        conclude(second, new Conclusion.Again(clocks.steady(), false));

        assertThat(row().getInteger("attempts")).isEqualTo(1);
        assertThat(claim().concluded()).isEqualTo(1);
    }

    @Test
    void what_is_lost_again_waits_longer_each_time_and_what_was_lost_once_does_not() {
        claim();
        await(takeBack.round());
        claim();
        await(takeBack.round());
        assertThat(claims()).isEmpty();
        clocks.advance(Duration.ofSeconds(10));
        claim();
        Instant lost = clocks.steady();
        await(takeBack.round());
        assertThat(Times.instant(row().getOffsetDateTime("retry_at")))
                .isBetween(lost.plusSeconds(10), lost.plusSeconds(20));
    }

    @Test
    void a_message_that_is_held_keeps_no_count_of_lost_claims() {
        claim();
        await(takeBack.round());

        conclude(claim(), new Conclusion.Held(clocks.business(), Reason.TEXT_LIMIT));

        assertThat(row().getInteger("attempts")).isZero();
    }

    @Test
    void no_count_falls_below_nought_where_the_schedule_began_anew_meanwhile() {
        Claimed claimed = claim();
        sql("update outbox set attempts = 0, unconcluded = 0");
        conclude(claimed, new Conclusion.Held(clocks.business(), Reason.TEXT_LIMIT));
        assertThat(row().getInteger("attempts")).isZero();

        ClaimDue claims = claimDue();
        await(claims.claim(8, 8));
        sql("update outbox set attempts = 0, unconcluded = 0");
        assertThat(await(claims.handBack())).isEqualTo(1);
        assertThat(row().getInteger("attempts")).isZero();
    }

    @Test
    void a_dead_text_sent_again_has_a_day_and_fences_that_were_never_given() {
        sql("delete from outbox");
        sql("insert into care_case (id, program, code) values ('" + MESSAGE + "', 'orphan-x', 'C-1')");
        for (int round = 1; round <= 2; round++) {
            sql("delete from notification");
            await(database.client()
                    .preparedQuery("""
                            insert into notification (case_id, id, milestone, purpose, recipient, channel, template, state,
                                reason, made_at, provider, sent_again)
                            values ($1, $1, $1, 'news', 'person/patient', 'sms', 'news', 'dead', 'poison', $2, 'main', $3)
                            """)
                    .execute(Tuple.of(MESSAGE, Times.of(clocks.business().minus(Duration.ofDays(3))), round - 1)));
            await(database.transaction(
                    tx -> new PgDeadLetters(clocks).again(tx, "user/oli", List.of(new NotificationId(MESSAGE)))));

            assertThat(Times.instant(row().getOffsetDateTime("give_up_at")))
                    .isEqualTo(clocks.business().plus(Duration.ofDays(1)));
            assertThat(row().getLong("fence")).isEqualTo(1000L * round);
            sql("delete from outbox");
        }
    }

    @Test
    void a_test_that_is_answered_leaves_an_open_lane_that_was_told_to_wait() {
        sql("update lane set not_before = now(), width = 1");
        sql("update outbox set attempts = 3");
        ReopenLane reopen = new ReopenLane(clocks);

        await(database.transaction(tx -> reopen.answered(tx, new Lane("sms/main"))));
        assertThat(row().getInteger("attempts")).isEqualTo(3);
        assertThat(waiting()).isEqualTo(1);

        await(database.transaction(tx -> reopen.changed(tx, new Lane("sms/main"))));
        assertThat(row().getInteger("attempts")).isZero();
        assertThat(waiting()).isZero();
    }

    private int waiting() {
        return await(database.client()
                        .query("select 1 from lane where not_before is not null")
                        .execute())
                .size();
    }

    private void conclude(Claimed claimed, Conclusion.Next next) {
        await(database.transaction(tx -> conclusions.write(tx, List.of(Conclusion.without(claimed, next)))));
    }

    private Claimed claim() {
        List<Claimed> claimed = claims();
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    /** By a run that nobody sees alive. */
    private List<Claimed> claims() {
        return await(claimDue().claim(8, 8));
    }

    private ClaimDue claimDue() {
        return new ClaimDue(database, clocks, Duration.ofMinutes(2), new UUID(8, 8));
    }

    private Row row() {
        return await(database.client().query("select * from outbox").execute())
                .iterator()
                .next();
    }

    private void sql(String statement) {
        await(database.client().query(statement).execute());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
