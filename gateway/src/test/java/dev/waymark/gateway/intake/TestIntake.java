package dev.waymark.gateway.intake;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.MasterKey;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.sealing.TestSealing;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Intake on a real database. Blocking: for the test's own thread. */
final class TestIntake {

    final Database database;
    final ManualClocks clocks = new ManualClocks();
    final AtomicInteger woken = new AtomicInteger();
    final Sealing sealing;

    private Intake intake;

    TestIntake(Database database) throws Exception {
        this.database = database;
        SecureRandom random = new SecureRandom();
        Path directory = Files.createTempDirectory("intake-keys");
        MasterKey key = MasterKey.readOrMake(directory.resolve("keys"), random);
        this.sealing = TestSealing.of(key, clocks, random, Security.getProvider("SunJCE"));
        this.intake = another(IntakeSettings.DEFAULTS);
    }

    /** As after a restart of the gateway: nothing remembered. */
    void restart() {
        restart(IntakeSettings.DEFAULTS);
    }

    void restart(IntakeSettings settings) {
        intake = another(settings);
    }

    /** Another node on the same database. */
    Intake another(IntakeSettings settings) {
        return new Intake(
                database, sealing, clocks, UuidCreator::getTimeOrderedEpoch, woken::incrementAndGet, settings);
    }

    Event read(Sender sender, JsonObject json) {
        return Events.read(sender, json, canonical -> sealing.keyedHash("event-digest", canonical));
    }

    Event event(String id, String subject) {
        return read(Events.HUB, Events.json(Events.HUB, id, subject));
    }

    Event correction(String id, String subject, String corrected) {
        return read(Events.HUB, Events.correction(Events.HUB, id, subject, corrected));
    }

    Taken take(Event event) throws Exception {
        return takeAll(List.of(event)).get(0);
    }

    List<Taken> takeAll(List<Event> events) throws Exception {
        return await(intake.take(events));
    }

    /** Each in a request of its own, all at once. */
    List<Taken> takeAtOnce(List<Event> events) throws Exception {
        List<Future<List<Taken>>> requests =
                events.stream().map(event -> intake.take(List.of(event))).toList();
        List<Taken> answers = new ArrayList<>();
        for (Future<List<Taken>> request : requests) {
            answers.add(await(request).get(0));
        }
        return answers;
    }

    /** Enrols the case as far as intake looks, or changes its roster. What was parked does not join by this. */
    void enrol(String subject, String... partners) throws Exception {
        String[] name = subject.split("/", -1);
        String[] roles = new String[partners.length];
        Arrays.fill(roles, "hub");
        query(
                """
                insert into care_case (id, program, code, enrolled_at, partners, roles)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (program, code) do update
                   set enrolled_at = excluded.enrolled_at, partners = excluded.partners, roles = excluded.roles
                """,
                Tuple.of(
                        UuidCreator.getTimeOrderedEpoch(),
                        name[0],
                        name[1],
                        clocks.business().atOffset(java.time.ZoneOffset.UTC),
                        partners,
                        roles));
    }

    /** Holds every case as somebody does who enrols it; ends when {@link Held#end} is called. */
    Held holdCases() throws Exception {
        Promise<Void> held = Promise.promise();
        Promise<String> change = Promise.promise();
        Future<Void> done = database.transaction(tx -> tx.query("select from care_case for update")
                .execute()
                .onComplete(locked -> held.complete())
                .compose(locked -> change.future())
                .compose(sql -> tx.query(sql).execute().mapEmpty()));
        await(held.future());
        return new Held(change, done);
    }

    record Held(Promise<String> change, Future<Void> done) {

        /** Does this last, in the same transaction. */
        void end(String sql) throws Exception {
            change.complete(sql);
            await(done);
        }
    }

    /** Until a statement waits for a lock. */
    void awaitSomebodyWaiting() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0);
    }

    long count(String from) throws Exception {
        return query("select count(*) from " + from, Tuple.tuple()).get(0).getLong(0);
    }

    List<String> texts(String sql) throws Exception {
        return query(sql, Tuple.tuple()).stream().map(row -> row.getString(0)).toList();
    }

    List<Row> query(String sql, Tuple parameters) throws Exception {
        List<Row> rows = new ArrayList<>();
        await(database.client().preparedQuery(sql).execute(parameters)).forEach(rows::add);
        return rows;
    }

    void execute(String sql) throws Exception {
        await(database.client().query(sql).execute());
    }

    static String status(Taken taken) {
        return taken.fold(kept -> kept.status().name(), problem -> problem.status() + " " + problem.code());
    }

    static List<String> statuses(List<Taken> taken) {
        return taken.stream().map(TestIntake::status).toList();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, SECONDS);
    }
}
