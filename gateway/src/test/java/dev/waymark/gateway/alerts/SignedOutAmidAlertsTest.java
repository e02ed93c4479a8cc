package dev.waymark.gateway.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A socket is open and its session over; nobody has looked after it yet. */
class SignedOutAmidAlertsTest {

    private static final String DENIED = "prior-auth.denied";

    @TempDir
    Path keys;

    private TestAlerts alerts;
    private CaseId caseId;

    @BeforeEach
    void start() {
        alerts = new TestAlerts(keys, AlertLimits.STANDARD);
        caseId = alerts.enrol("C-1001", "maria", "noor");
    }

    @AfterEach
    void stop() {
        alerts.close();
    }

    private AlertId raise() {
        return alerts.raise(caseId, DENIED, true, "");
    }

    private HearAlerts connect(String token) {
        return alerts.connect(Map.of("Authorization", "Bearer " + token), List.of("waymark.v1"));
    }

    /** Hears the rounds. */
    private HearAlerts listen(String token) {
        HearAlerts heard = connect(token).say("{\"type\":\"hello\",\"after\":0}");
        heard.next("ready");
        return heard;
    }

    /** As another node does it. */
    private void signOut(String token) {
        alerts.database
                .client()
                .preparedQuery("delete from session where token_hash = sha256(convert_to($1, 'UTF8'))")
                .execute(Tuple.of(token))
                .await();
    }

    private static void isClosedWithoutAWord(HearAlerts socket) {
        assertThat(socket.closedWith()).isEqualTo(1008);
        assertThat(socket.rest()).isEmpty();
    }

    @Test
    void who_signed_out_on_another_node_hears_no_alert_that_came_later_and_misses_none_on_coming_back() {
        String hers = alerts.token("maria");
        HearAlerts maria = listen(hers);
        HearAlerts another = listen(alerts.token("maria"));
        HearAlerts noor = listen(alerts.token("noor"));
        AlertId heard = raise();
        for (HearAlerts each : List.of(maria, another, noor)) {
            assertThat(each.nextAlert().getString("alert")).isEqualTo(heard.toString());
        }
        signOut(hers);
        AlertId missed = raise();
        assertThat(noor.nextAlert().getString("alert")).isEqualTo(missed.toString());
        assertThat(another.nextAlert().getString("alert")).isEqualTo(missed.toString());
        isClosedWithoutAWord(maria);
        HearAlerts again = alerts.listen("maria", "1");
        again.next("ready");
        JsonObject resumed = again.next("alert");
        assertThat(resumed.getLong("cursor")).isEqualTo(2);
        assertThat(resumed.getJsonObject("alert").getString("alert")).isEqualTo(missed.toString());
        AlertId next = raise();
        assertThat(again.nextAlert().getString("alert")).isEqualTo(next.toString());
        again.hearsNothingMore();
    }

    @Test
    void who_was_taken_out_of_the_users_hears_no_alert_that_came_later() {
        HearAlerts maria = listen(alerts.token("maria"));
        HearAlerts noor = listen(alerts.token("noor"));
        AlertId heard = raise();
        assertThat(maria.nextAlert().getString("alert")).isEqualTo(heard.toString());
        assertThat(noor.nextAlert().getString("alert")).isEqualTo(heard.toString());
        alerts.keepOnly("noor");
        AlertId missed = raise();
        assertThat(noor.nextAlert().getString("alert")).isEqualTo(missed.toString());
        isClosedWithoutAWord(maria);
    }

    @Test
    void who_signed_out_before_saying_hello_is_not_told_what_stands_open() {
        raise();
        String hers = alerts.token("maria");
        HearAlerts maria = connect(hers);
        signOut(hers);
        maria.say("{\"type\":\"hello\",\"after\":null}").next("ready");
        isClosedWithoutAWord(maria);
    }

    @Test
    void who_signed_out_acknowledges_nothing_more() {
        String hers = alerts.token("maria");
        HearAlerts maria = listen(hers);
        HearAlerts noor = listen(alerts.token("noor"));
        AlertId id = raise();
        maria.next("alert");
        noor.next("alert");
        signOut(hers);
        maria.acknowledge(id, "mine");
        isClosedWithoutAWord(maria);
        noor.acknowledge(id, "mine");
        assertThat(noor.next("acked").getString("by")).isEqualTo("noor");
    }
}
