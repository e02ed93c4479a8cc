package dev.waymark.gateway.intake;

import static dev.waymark.gateway.intake.TestIntake.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.DatabaseUnavailable;
import dev.waymark.gateway.pg.PgDatabase;
import dev.waymark.gateway.pg.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OutageTest {

    private static final String CASE = "orphan-x/C-1";

    @Test
    void while_the_database_is_away_nothing_is_taken_and_the_same_again_is_taken_once(Vertx vertx) throws Exception {
        External server = TestDatabase.freshSettings(vertx);
        AtomicInteger port = new AtomicInteger();
        NetServer road = road(vertx, server, port);
        PgDatabase database = TestIntake.await(PgDatabase.open(vertx, over(server, port.get()), new SecureRandom()));
        TestIntake bed = new TestIntake(database);
        bed.enrol(CASE, "acme-hub");
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(bed.event("evt-" + i, CASE));
        }
        assertThat(status(bed.take(events.get(0)))).isEqualTo("ACCEPTED");

        TestIntake.await(road.close());
        for (Event event : events) {
            assertThatThrownBy(() -> bed.take(event))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(DatabaseUnavailable.class);
        }
        road(vertx, server, port);

        assertThat(status(bed.take(events.get(0)))).isEqualTo("DUPLICATE");
        for (Event event : events.subList(1, 20)) {
            assertThat(status(bed.take(event))).isEqualTo("ACCEPTED");
        }
        assertThat(bed.count("milestone")).isEqualTo(20);
        assertThat(bed.count("fanout_due")).isEqualTo(20);
        TestIntake.await(database.close());
    }

    @Test
    void a_statement_that_dies_half_way_leaves_nothing(Vertx vertx) throws Exception {
        TestIntake bed = new TestIntake(TestDatabase.fresh(vertx));
        bed.enrol(CASE, "acme-hub");
        Event event = bed.event("evt-1", CASE);
        bed.take(bed.event("evt-0", CASE));

        TestIntake.Held held = bed.holdCases();
        Future<List<Taken>> dying = bed.another(IntakeSettings.DEFAULTS).take(List.of(event));
        bed.awaitSomebodyWaiting();
        held.end("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock'");

        assertThatThrownBy(() -> TestIntake.await(dying)).cause().isInstanceOf(DatabaseUnavailable.class);
        assertThat(bed.count("event")).isEqualTo(1);
        assertThat(status(bed.take(event))).isEqualTo("ACCEPTED");
    }

    @Test
    void more_than_may_wait_is_refused_at_once_and_not_kept(Vertx vertx) {
        AtomicInteger rounds = new AtomicInteger();
        IntakeSettings few =
                new IntakeSettings(1, 1_000_000, 1, 2, 1_000_000, Duration.ofSeconds(5), 10, Duration.ofDays(1));
        Promise<List<Taken>> slow = Promise.promise();
        GatherEvents gather = new GatherEvents(
                round -> {
                    rounds.incrementAndGet();
                    return slow.future();
                },
                few);
        List<Future<List<Taken>>> requests = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Event event = Events.read(Events.HUB, Events.json(Events.HUB, "evt-" + i, CASE));
            requests.add(gather.take(Collections.nCopies(1, event)));
        }

        assertThat(requests).filteredOn(Future::failed).hasSize(2).allSatisfy(refused -> assertThat(refused.cause())
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(503);
                    assertThat(problem.headers()).containsKey("Retry-After");
                }));
        assertThat(rounds).hasValue(1);
    }

    @Test
    void a_round_that_is_never_answered_is_given_up(Vertx vertx) {
        IntakeSettings hasty =
                new IntakeSettings(1, 1_000_000, 1, 9, 1_000_000, Duration.ofMillis(50), 10, Duration.ofDays(1));
        GatherEvents gather =
                new GatherEvents(round -> Promise.<List<Taken>>promise().future(), hasty);
        Event event = Events.read(Events.HUB, Events.json(Events.HUB, "evt-1", CASE));

        Future<List<Taken>> first = gather.take(List.of(event));
        Future<List<Taken>> second = gather.take(List.of(event));

        for (Future<List<Taken>> request : List.of(first, second)) {
            assertThatThrownBy(() -> TestIntake.await(request))
                    .cause()
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("unavailable"));
        }
    }

    /** The way to the database, which can be closed; opened again on the same port. */
    private static NetServer road(Vertx vertx, External server, AtomicInteger port) throws Exception {
        NetServer road = vertx.createNetServer().connectHandler(near -> {
            near.pause();
            vertx.createNetClient()
                    .connect(server.port(), server.host())
                    .onSuccess(far -> join(near, far))
                    .onFailure(gone -> near.close());
        });
        port.set(TestIntake.await(road.listen(port.get(), "127.0.0.1")).actualPort());
        return road;
    }

    private static void join(NetSocket near, NetSocket far) {
        near.pipeTo(far);
        far.pipeTo(near);
        near.closeHandler(closed -> far.close());
        far.closeHandler(closed -> near.close());
    }

    private static External over(External server, int port) {
        return new External(
                "127.0.0.1",
                port,
                server.database(),
                server.user(),
                server.password(),
                server.tls(),
                server.rootCertificate());
    }
}
