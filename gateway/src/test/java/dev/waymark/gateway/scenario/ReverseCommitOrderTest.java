package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Decision;
import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.outbox.NewAlert;
import dev.waymark.gateway.outbox.NewNotification;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.pg.PgDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two transactions write to one inbox and to the alerts; the inbox's reader polls in between, a manager listens. */
class ReverseCommitOrderTest {

    private static final PartnerId PHARMACY = new PartnerId("rx-one");

    @TempDir
    Path folder;

    private TestGateway gateway;
    private PgDatabase database;
    private PgOutbox outbox;
    private AlertsClient maria;
    private final List<Long> seen = new ArrayList<>();

    @BeforeEach
    void start() {
        gateway = new TestGateway(folder);
        database = Waiting.await(PgDatabase.open(gateway.vertx, gateway.database, new SecureRandom()));
        outbox = new PgOutbox(gateway.clocks);
        gateway.enrol("orphan-x/C-1001");
        gateway.hub.milestone(
                gateway,
                gateway.hub.event("evt-1", "referral.received", "orphan-x/C-1001", gateway.now(), new JsonObject()));
        Sql.awaitWebhooksOut(gateway);
        poll();
        seen.clear();
        maria = new AlertsClient(gateway, "maria");
        maria.awaitAlerts(1);
    }

    @AfterEach
    void stop() {
        Waiting.await(database.close());
        gateway.close();
    }

    @Test
    void what_begins_first_and_commits_last_is_seen_once_after_what_a_reader_saw_before() {
        Open first = new Open(false);
        Open second = new Open(true);
        second.commit();
        poll();
        assertThat(seen).hasSize(1);
        maria.awaitAlerts(2);

        first.write();
        poll();
        assertThat(seen).hasSize(1);
        first.commit();
        poll();

        assertSeenBothOnce();
    }

    @Test
    void who_has_taken_a_number_is_waited_for_so_that_none_appears_behind_one_already_listed() {
        Open first = new Open(true);
        Open second = new Open(false);
        second.writeLater();
        await().until(() ->
                Sql.count(gateway, "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                        > 0);
        poll();
        assertThat(seen).isEmpty();

        first.commit();
        second.commit();
        poll();
        assertSeenBothOnce();
    }

    private void assertSeenBothOnce() {
        assertThat(seen).hasSize(2).doesNotHaveDuplicates().isSorted();
        List<JsonObject> alerts = maria.awaitAlerts(3);
        assertThat(alerts)
                .extracting(frame -> frame.getLong("cursor"))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(alerts)
                .extracting(frame -> frame.getJsonObject("alert").getString("alert"))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    /** As a partner without webhook reads: on from the last sequence seen. */
    private void poll() {
        long after = lastSeen;
        gateway.pharmacy
                .get(gateway, "/v1/notifications?status=all&after=" + after)
                .json()
                .getJsonArray("notifications")
                .forEach(entry -> {
                    lastSeen = ((JsonObject) entry).getLong("sequence");
                    seen.add(lastSeen);
                });
    }

    private long lastSeen;
    private int written;

    /** A transaction that is open: it has a place in the order of PostgreSQL from its beginning. */
    private final class Open {

        private final Promise<Void> began = Promise.promise();
        private final Promise<Void> write = Promise.promise();
        private final Promise<Void> wrote = Promise.promise();
        private final Promise<Void> commit = Promise.promise();
        private final Future<Void> done;

        Open(boolean writes) {
            int n = ++written;
            done = database.transaction(tx -> tx.query(
                            "select pg_current_xact_id(), case_id, id from milestone where event_id = 'evt-1'")
                    .execute()
                    .onComplete(row -> began.complete())
                    .compose(rows -> write.future().compose(go -> {
                        Row row = rows.iterator().next();
                        CaseId caseId = new CaseId(row.getUUID("case_id"));
                        MilestoneId milestone = new MilestoneId(row.getUUID("id"));
                        return outbox.put(
                                tx, List.of(notification(caseId, milestone, n)), List.of(alert(caseId, milestone, n)));
                    }))
                    .onComplete(put -> wrote.complete())
                    .compose(put -> commit.future()));
            Waiting.await(began.future());
            if (writes) {
                write();
            }
        }

        void write() {
            writeLater();
            Waiting.await(wrote.future());
        }

        void writeLater() {
            write.complete();
        }

        void commit() {
            commit.complete();
            Waiting.await(done);
        }
    }

    private static NewNotification notification(CaseId caseId, MilestoneId milestone, int n) {
        return new NewNotification(
                caseId,
                new NotificationId(UuidCreator.getTimeOrderedEpoch()),
                milestone,
                Optional.empty(),
                Purpose.CORRECTED.nth(n),
                new Recipient.OfPartner(PHARMACY),
                ChannelKind.INBOX,
                "waymark.milestone.recorded",
                Optional.of(PHARMACY),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Lane.webhook(PHARMACY),
                Optional.empty(),
                new Decision.Keep(Reason.NO_WEBHOOK));
    }

    private static NewAlert alert(CaseId caseId, MilestoneId milestone, int n) {
        return new NewAlert(
                caseId,
                new AlertId(UuidCreator.getTimeOrderedEpoch()),
                new ProgramId("orphan-x"),
                "milestone",
                "referral.received",
                "info",
                Optional.of(milestone),
                Optional.empty(),
                false,
                "test/" + n,
                Optional.empty(),
                Optional.empty());
    }
}
