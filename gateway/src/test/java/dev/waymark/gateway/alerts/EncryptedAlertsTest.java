package dev.waymark.gateway.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.UserName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedAlertsTest {

    private static final int MANY = 400;
    private static final String PING = "{\"type\":\"ping\"}";

    private static final AlertLimits TIGHT = new AlertLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            2 * 1024 * 1024,
            20,
            20,
            Duration.ofDays(7));

    @TempDir
    Path keys;

    private TestAlerts alerts;

    @BeforeEach
    void start() {
        alerts = new TestAlerts(keys, TIGHT);
    }

    @AfterEach
    void stop() {
        alerts.close();
    }

    @Test
    void what_comes_after_ready_is_read_by_the_holder_of_the_key_alone_in_both_directions() {
        CaseId caseId = alerts.enrol("C-1001", "maria", "noor");
        AlertId early = alerts.raise(caseId, "prior-auth.denied", true, "Payer says no");
        HearAlerts maria = alerts.listenEncrypted("maria", "null");
        HearAlerts noor = alerts.listen("noor", "null");
        JsonObject ready = maria.next("ready");
        assertThat(ready.getLong("cursor")).isEqualTo(1);
        assertThat(noor.next("ready").containsKey("session")).isFalse();
        assertThat(maria.nextAlert().getString("alert")).isEqualTo(early.toString());
        noor.next("alert");
        maria.acknowledge(early, "I call the payer, ¡ahora!");
        assertThat(maria.next("acked").getString("by")).isEqualTo("maria");
        assertThat(noor.next("acked").getString("alert")).isEqualTo(early.toString());
        AlertId late = alerts.raise(caseId, "appeal.started", true, "Filed today");
        assertThat(maria.nextAlert().getString("alert")).isEqualTo(late.toString());
        maria.hearsNothingMore();
        assertThat(maria.wire()).hasSize(5).first().asString().startsWith("{");
        assertThat(maria.wire().subList(1, 5))
                .allMatch(text -> text.matches("[\\w-]+\\.\\.[\\w-]{16}\\.[\\w-]+\\.[\\w-]{22}"));
    }

    @Test
    void each_socket_has_a_key_of_its_own() {
        String first = alerts.listenEncrypted("maria", "null").next("ready").getString("session");
        String second = alerts.listenEncrypted("maria", "null").next("ready").getString("session");
        assertThat(first).isNotEqualTo(second);
        JoseClient other = alerts.joseClient();
        assertThatThrownBy(() -> other.accept(first))
                .isInstanceOf(JoseClient.Distrust.class)
                .hasMessage("the session is for another key");
    }

    @Test
    void a_frame_that_another_socket_said_is_none_of_this_one() {
        JoseClient one = alerts.joseClient();
        alerts.listenEncrypted("maria", "null", one).next("ready");
        HearAlerts other = alerts.listenEncrypted("maria", "null");
        other.next("ready");
        other.sayAsItStands(one.seal(PING, "session", 1));
        assertThat(other.closedWith()).isEqualTo(1008);
    }

    @Test
    void what_is_wrong_inside_a_frame_is_told_encrypted_and_the_socket_goes_on() {
        HearAlerts maria = alerts.listenEncrypted("maria", "null");
        maria.next("ready");
        maria.say("{\"type\":\"shout\"}");
        assertThat(maria.next("error").getString("code")).isEqualTo("bad-frame");
        maria.say("{\"type\":\"hello\",\"after\":null}");
        assertThat(maria.next("error").getString("code")).isEqualTo("bad-frame");
        maria.hearsNothingMore();
    }

    @Test
    void a_cursor_that_is_unknown_is_told_before_there_is_a_key() {
        JoseClient client = alerts.joseClient();
        HearAlerts maria = alerts.listenEncrypted("maria", "7", client);
        assertThat(maria.next("error").getString("code")).isEqualTo("cursor-unknown");
        maria.say(client.hello("0")).next("ready");
        maria.hearsNothingMore();
    }

    @Test
    void a_key_as_browsers_write_it_is_taken() {
        JoseClient client = alerts.joseClient();
        JsonObject hello = new JsonObject(client.hello("null"));
        hello.getJsonObject("key").put("ext", true).put("key_ops", new JsonArray());
        HearAlerts maria = alerts.connectEncrypted("maria", client).say(hello.encode());
        maria.next("ready");
        maria.hearsNothingMore();
    }

    @Test
    void who_comes_back_with_a_cursor_misses_nothing() {
        CaseId caseId = alerts.enrol("C-1001", "maria");
        alerts.raise(caseId, "prior-auth.required", true, "");
        HearAlerts maria = alerts.listenEncrypted("maria", "null");
        maria.next("ready");
        long cursor = maria.next("alert").getLong("cursor");
        maria.leave();
        AlertId missed = alerts.raise(caseId, "prior-auth.denied", true, "");
        HearAlerts again = alerts.listenEncrypted("maria", Long.toString(cursor));
        again.next("ready");
        assertThat(again.nextAlert().getString("alert")).isEqualTo(missed.toString());
        again.hearsNothingMore();
    }

    @Test
    void a_client_that_reads_too_slowly_is_closed_and_resumes() {
        CaseId caseId = alerts.enrol("C-1001", "maria");
        HearAlerts slow = alerts.listenEncrypted("maria", "null");
        slow.next("ready");
        slow.stopReading();
        alerts.raiseMany(caseId, MANY, "words ".repeat(5_000));
        await().until(() -> alerts.feed.socketsOf(new UserName("maria")) == 0);
        slow.readAgain();
        assertThat(slow.closedWith()).isEqualTo(1013);
        long last = 0;
        Set<Long> heard = new HashSet<>();
        for (JsonObject frame : slow.rest()) {
            last = frame.getLong("cursor");
            assertThat(heard.add(last)).isTrue();
        }
        HearAlerts again = alerts.listenEncrypted("maria", Long.toString(last));
        again.next("ready");
        while (last < MANY) {
            last = again.next("alert").getLong("cursor");
            assertThat(heard.add(last)).isTrue();
        }
        assertThat(heard).hasSize(MANY);
        again.hearsNothingMore();
    }
}
