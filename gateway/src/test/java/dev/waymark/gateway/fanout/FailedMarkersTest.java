package dev.waymark.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.cases.PgCases;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.Journeys;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.partners.PartnerWorld;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.DatabaseUnavailable;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.tasks.PgTasks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two markers of one case, of which none can be planned while there is no table of tasks. */
class FailedMarkersTest {

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30));

    private final PartnerWorld world = new PartnerWorld((router, self) -> {});
    private final Failing database = new Failing(world.database);
    private final FanOut fanOut = fanOut();

    private FanOut fanOut() {
        Journey journey = Journeys.shipped();
        PgMilestones milestones = new PgMilestones(world.sealing);
        PgTasks tasks = new PgTasks();
        ReadSituations situations = new ReadSituations(
                new PgCases(),
                milestones,
                new PgMessages(world.sealing),
                tasks,
                new PgPersons(world.sealing),
                new OptOuts(),
                world.directory,
                new Programs(List.of()),
                () -> journey,
                program -> Optional.empty(),
                world.clocks);
        return new FanOut(
                database,
                situations,
                new PgOutbox(world.clocks),
                tasks,
                milestones,
                world.sealing,
                world.ids,
                world.random,
                world.clocks);
    }

    @BeforeEach
    void twoMarkers() {
        world.sql("insert into care_case (id, program, code) values (gen_random_uuid(), 'orphan-x', 'C-1001')");
        for (int i = 0; i < 2; i++) {
            world.sql("insert into fanout_due (case_id, made_at) select id, '2026-03-11T15:00:00Z' from care_case");
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_marker_waits_longer_after_each_failure_and_is_set_aside_at_the_tenth_for_the_next_to_go_on() {
        world.sql("alter table task rename to task_away");
        for (int failure = 1; failure <= WAITS.size(); failure++) {
            assertThat(round()).isZero();
            assertThat(failures()).isEqualTo(failure);
            world.clocks.advanceSteady(WAITS.get(failure - 1).minusMillis(1));
            assertThat(round()).isZero();
            assertThat(failures()).as("too early").isEqualTo(failure);
            world.clocks.advanceSteady(Duration.ofMillis(1));
        }
        assertThat(poisoned()).isZero();
        assertThat(round()).isZero();
        assertThat(failures()).isEqualTo(10);
        assertThat(poisoned()).isEqualTo(1);

        world.sql("alter table task_away rename to task");
        assertThat(round()).isEqualTo(1);
        assertThat(world.sql("select from fanout_due")).as("the one set aside").hasSize(1);
        world.clocks.advanceSteady(Duration.ofDays(1));
        assertThat(round()).isZero();
        assertThat(poisoned()).isEqualTo(1);
    }

    @Test
    void a_database_that_is_away_is_no_failure_of_the_marker() {
        database.awayAfter(0);
        assertThatThrownBy(this::round).isInstanceOf(DatabaseUnavailable.class);
        database.awayAtCommit();
        assertThatThrownBy(this::round).isInstanceOf(DatabaseUnavailable.class);
        assertThat(failures()).isZero();

        world.sql("alter table task rename to task_away");
        database.awayAfter(1);
        assertThatThrownBy(this::round).isInstanceOf(DatabaseUnavailable.class);
        assertThat(failures()).isZero();

        world.sql("alter table task_away rename to task");
        database.isBack();
        assertThat(round()).as("without a wait, both from one reading").isEqualTo(2);
        assertThat(round()).isZero();
    }

    @Test
    void what_follows_a_marker_that_cannot_be_planned_waits_with_it_and_other_cases_go_on() {
        world.sql("insert into care_case (id, program, code) values (gen_random_uuid(), 'orphan-x', 'C-1002')");
        world.sql("insert into fanout_due (case_id, made_at) select id, '2026-03-11T15:00:00Z' from care_case "
                + "where code = 'C-1002'");
        UUID none = UUID.randomUUID();
        world.sql(
                "update fanout_due set case_id = $1 where case_id = (select id from care_case where code = 'C-1001')",
                none);

        assertThat(round()).isEqualTo(1);
        assertThat(world.sql("select attempts from fanout_due where case_id = $1 order by id", none))
                .extracting(row -> row.getInteger(0))
                .containsExactly(1, 0);
        assertThat(round()).isZero();
    }

    @Test
    void a_marker_that_another_node_has_in_hand_is_not_taken_along_with_an_older_one_that_came_late() {
        int planned = world.database
                .transaction(other -> other.query(
                                "select from fanout_due where id = (select max(id) from fanout_due) for update")
                        .execute()
                        .compose(held -> fanOut.round()))
                .await();

        assertThat(planned).isEqualTo(1);
        assertThat(world.sql("select from fanout_due")).as("the one in hand").hasSize(1);
        assertThat(round()).isEqualTo(1);
    }

    private int round() {
        return fanOut.round().await();
    }

    private int failures() {
        return world.sql("select attempts from fanout_due order by id").get(0).getInteger(0);
    }

    private long poisoned() {
        return world.sql("select count(*) from fanout_due where poison_at = $1", Times.of(world.clocks.business()))
                .get(0)
                .getLong(0);
    }

    /** A database that goes away when it is told to. */
    private static final class Failing implements Database {

        private final Database real;
        private int fine = Integer.MAX_VALUE;
        private boolean atCommit;

        Failing(Database real) {
            this.real = real;
        }

        void isBack() {
            fine = Integer.MAX_VALUE;
            atCommit = false;
        }

        void awayAfter(int transactions) {
            fine = transactions;
            atCommit = false;
        }

        void awayAtCommit() {
            fine = Integer.MAX_VALUE;
            atCommit = true;
        }

        @Override
        public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
            if (fine-- <= 0) {
                return away();
            }
            return atCommit ? real.transaction(tx -> work.apply(tx).compose(done -> away())) : real.transaction(work);
        }

        private static <T> Future<T> away() {
            return Future.failedFuture(new DatabaseUnavailable("it is away", new IllegalStateException()));
        }

        @Override
        public SqlClient client() {
            return real.client();
        }
    }
}
