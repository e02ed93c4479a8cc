package dev.waymark.gateway.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {

    @TempDir
    Path keys;

    private TestAlerts alerts;

    @BeforeEach
    void start() {
        alerts = new TestAlerts(keys, AlertLimits.STANDARD);
    }

    @AfterEach
    void stop() {
        alerts.close();
    }

    @Test
    void a_manager_hears_at_once_what_comes_in_on_a_case_of_theirs() {
        CaseId caseId = alerts.enrol("C-1001", "maria");
        HearAlerts maria = alerts.listen("maria", "null");
        assertThat(maria.next("ready").getLong("cursor")).isZero();
        AlertId id = alerts.raise(caseId, "prior-auth.info-requested", true, "Payer asks for chart notes");
        JsonObject frame = maria.next("alert");
        JsonObject alert = frame.getJsonObject("alert");
        assertThat(frame.getLong("cursor")).isEqualTo(1);
        assertThat(alert.getString("alert")).isEqualTo(id.toString());
        assertThat(alert.getString("kind")).isEqualTo("milestone");
        assertThat(alert.getString("case")).isEqualTo("orphan-x/C-1001");
        assertThat(alert.getString("title")).isEqualTo("Prior authorization: more information requested");
        assertThat(alert.getString("detail")).contains("Payer asks for chart notes");
        assertThat(alert.getString("at")).isEqualTo("2026-03-11T15:00:00.000Z");
        assertThat(alert.getString("severity")).isEqualTo("urgent");
        assertThat(alert.getBoolean("ackRequired")).isTrue();
        assertThat(alert.containsKey("acknowledgedAt")).isTrue();
        assertThat(alert.getValue("acknowledgedAt")).isNull();
        assertThat(alert.fieldNames()).hasSize(9);
        assertThat(maria.subProtocol()).isEqualTo("waymark.v1");
    }

    @Test
    void whoever_does_not_see_the_case_hears_nothing_of_it() {
        CaseId hers = alerts.enrol("C-1001", "maria");
        CaseId parked = alerts.park("C-1002");
        HearAlerts noor = alerts.listen("noor", "null");
        HearAlerts maria = alerts.listen("maria", "null");
        HearAlerts sam = alerts.listen("sam", "null");
        noor.next("ready");
        maria.next("ready");
        sam.next("ready");
        AlertId id = alerts.raise(hers, "prior-auth.denied", true, "");
        AlertId unmatched = alerts.raise(parked, "referral.received", true, "");
        assertThat(sam.nextAlert().getString("alert")).isEqualTo(id.toString());
        assertThat(sam.nextAlert().getString("alert")).isEqualTo(unmatched.toString());
        assertThat(maria.nextAlert().getString("alert")).isEqualTo(id.toString());
        maria.hearsNothingMore();
        noor.acknowledge(id, "mine");
        assertThat(noor.next("error").getString("code")).isEqualTo("not-found");
        noor.hearsNothingMore();
        HearAlerts late = alerts.listen("noor", "0");
        assertThat(late.next("ready").getLong("cursor")).isEqualTo(2);
        late.hearsNothingMore();
    }

    @Test
    void an_acknowledgement_reaches_everybody_who_sees_the_alert_and_the_first_one_counts() {
        CaseId caseId = alerts.enrol("C-1001", "maria", "noor");
        AlertId id = alerts.raise(caseId, "prior-auth.denied", true, "");
        HearAlerts maria = alerts.listen("maria", "null");
        HearAlerts noor = alerts.listen("noor", "null");
        maria.next("ready");
        maria.next("alert");
        noor.next("ready");
        noor.next("alert");
        maria.acknowledge(id, "I call the payer");
        JsonObject acked = noor.next("acked");
        assertThat(acked.getLong("cursor")).isEqualTo(2);
        assertThat(acked.getString("alert")).isEqualTo(id.toString());
        assertThat(acked.getString("by")).isEqualTo("maria");
        assertThat(acked.getString("at")).isEqualTo("2026-03-11T15:00:00.000Z");
        assertThat(maria.next("acked")).isEqualTo(acked);
        noor.acknowledge(id, "me too");
        noor.hearsNothingMore();
        HearAlerts later = alerts.listen("noor", "null");
        later.next("ready");
        later.hearsNothingMore();
        assertThat(notes()).doesNotContain("payer").doesNotContain("me too").isNotEmpty();
    }

    private String notes() {
        return alerts.database
                .client()
                .query("select encode(note, 'escape') as note from alert")
                .execute()
                .await()
                .iterator()
                .next()
                .getString("note");
    }

    @Test
    void who_comes_back_with_a_cursor_gets_all_that_came_after_it_once_and_in_order() {
        CaseId caseId = alerts.enrol("C-1001", "maria", "noor");
        AlertId first = alerts.raise(caseId, "prior-auth.required", true, "");
        AlertId second = alerts.raise(caseId, "prior-auth.submitted", false, "");
        HearAlerts noor = alerts.listen("noor", "null");
        noor.next("ready");
        noor.next("alert");
        noor.next("alert");
        noor.acknowledge(first, "");
        noor.next("acked");
        AlertId third = alerts.raise(caseId, "prior-auth.denied", true, "");
        noor.next("alert");

        HearAlerts maria = alerts.listen("maria", "1");
        assertThat(maria.next("ready").getLong("cursor")).isEqualTo(4);
        assertThat(maria.nextAlert().getString("alert")).isEqualTo(second.toString());
        assertThat(maria.next("acked").getString("alert")).isEqualTo(first.toString());
        assertThat(maria.nextAlert().getString("alert")).isEqualTo(third.toString());
        AlertId fourth = alerts.raise(caseId, "appeal.started", false, "");
        assertThat(maria.nextAlert().getString("alert")).isEqualTo(fourth.toString());
        maria.hearsNothingMore();

        HearAlerts anew = alerts.listen("maria", "null");
        anew.next("ready");
        assertThat(anew.nextAlert().getString("alert")).isEqualTo(second.toString());
        assertThat(anew.nextAlert().getString("alert")).isEqualTo(third.toString());
        assertThat(anew.nextAlert().getString("alert")).isEqualTo(fourth.toString());
        anew.hearsNothingMore();
    }

    @Test
    void what_needs_no_acknowledgement_is_not_shown_for_ever() {
        CaseId caseId = alerts.enrol("C-1001", "maria");
        alerts.raise(caseId, "prior-auth.submitted", false, "");
        AlertId open = alerts.raise(caseId, "prior-auth.denied", true, "");
        alerts.clocks.advanceBusiness(Duration.ofDays(8));
        HearAlerts maria = alerts.listen("maria", "null");
        maria.next("ready");
        assertThat(maria.nextAlert().getString("alert")).isEqualTo(open.toString());
        maria.hearsNothingMore();
    }

    @Test
    void two_transactions_that_commit_in_the_reverse_order_of_their_start_are_both_heard_once() {
        CaseId one = alerts.enrol("C-1001", "maria");
        CaseId other = alerts.enrol("C-1002", "maria");
        AlertId early = new AlertId(UuidCreator.getTimeOrderedEpoch());
        AlertId late = new AlertId(UuidCreator.getTimeOrderedEpoch());
        HearAlerts maria = alerts.listen("maria", "null");
        maria.next("ready");

        Promise<Void> begun = Promise.promise();
        Promise<Void> goOn = Promise.promise();
        Future<Void> slow =
                alerts.database.transaction(tx -> tx.preparedQuery("select 1 from care_case where id = $1 for update")
                        .execute(Tuple.of(one.value()))
                        .onSuccess(locked -> begun.complete())
                        .compose(locked -> goOn.future())
                        .compose(go -> alerts.put(tx, one, early, "prior-auth.denied", true, "")));
        begun.future().await();
        alerts.database
                .transaction(tx -> alerts.put(tx, other, late, "prior-auth.denied", true, ""))
                .await();
        alerts.wake();
        JsonObject heard = maria.next("alert");
        assertThat(heard.getJsonObject("alert").getString("alert")).isEqualTo(late.toString());
        goOn.complete();
        slow.await();
        alerts.wake();
        assertThat(maria.nextAlert().getString("alert")).isEqualTo(early.toString());
        maria.hearsNothingMore();

        HearAlerts resumed = alerts.listen("maria", heard.getLong("cursor").toString());
        resumed.next("ready");
        assertThat(resumed.nextAlert().getString("alert")).isEqualTo(early.toString());
        resumed.hearsNothingMore();
    }

    @Test
    void what_is_opened_for_a_reader_is_in_the_audit() {
        CaseId caseId = alerts.enrol("C-1001", "maria");
        alerts.raise(caseId, "prior-auth.denied", true, "Payer says no");
        HearAlerts maria = alerts.listen("maria", "null");
        maria.next("ready");
        maria.next("alert");
        assertThat(alerts.database
                        .client()
                        .query("select reader, purpose from audit")
                        .execute()
                        .await())
                .extracting(row -> row.getString(0) + " " + row.getString(1))
                .containsExactly("user/maria show alert");
    }
}
