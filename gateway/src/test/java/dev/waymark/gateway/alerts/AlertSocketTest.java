package dev.waymark.gateway.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.UserName;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSocketTest {

    private static final List<String> WAYMARK = List.of("waymark.v1");
    private static final int MANY = 400;

    private static final AlertLimits TIGHT = withinHello(Duration.ofSeconds(20));

    private static AlertLimits withinHello(Duration hello) {
        return new AlertLimits(
                hello, Duration.ofMillis(700), Duration.ofSeconds(5), 2 * 1024 * 1024, 20, 3, Duration.ofDays(7));
    }

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

    private int refused(Map<String, String> headers, List<String> protocols) {
        Throwable refusal = catchThrowable(() -> alerts.connect(headers, protocols));
        assertThat(refusal).isInstanceOf(UpgradeRejectedException.class);
        return ((UpgradeRejectedException) refusal).getStatus();
    }

    private Map<String, String> bearer(String user) {
        return Map.of("Authorization", "Bearer " + alerts.token(user));
    }

    private Map<String, String> cookie(String user) {
        return Map.of("Cookie", "waymark=" + alerts.token(user));
    }

    @Test
    void what_speaks_against_a_socket_is_said_before_the_upgrade() {
        assertThat(refused(Map.of(), WAYMARK)).isEqualTo(401);
        assertThat(refused(bearer("maria"), List.of())).isEqualTo(400);
        assertThat(refused(bearer("maria"), List.of("waymark.v2"))).isEqualTo(400);
        assertThat(refused(bearer("oli"), WAYMARK)).isEqualTo(403);
        assertThat(refused(bearer("rx"), WAYMARK)).isEqualTo(403);
    }

    @Test
    void one_of_several_subprotocols_is_chosen() {
        assertThat(alerts.connect(bearer("maria"), List.of("other.v9", "waymark.v1"))
                        .subProtocol())
                .isEqualTo("waymark.v1");
    }

    @Test
    void nobody_opens_more_sockets_than_they_may() {
        for (int i = 0; i < TIGHT.perUser(); i++) {
            alerts.listen("maria", "null").next("ready");
        }
        assertThat(refused(bearer("maria"), WAYMARK)).isEqualTo(429);
        alerts.listen("sam");
    }

    @Test
    void without_a_hello_the_socket_is_closed() {
        try (TestAlerts hasty = new TestAlerts(keys, withinHello(Duration.ofSeconds(1)))) {
            assertThat(hasty.listen("maria").closedWith()).isEqualTo(1008);
        }
    }

    @Test
    void with_the_session_the_socket_ends() {
        HearAlerts maria = alerts.listen("maria", "null");
        HearAlerts sam = alerts.listen("sam", "null");
        maria.next("ready");
        sam.next("ready");
        alerts.keepOnly("maria");
        assertThat(sam.closedWith()).isEqualTo(1008);
        maria.hearsNothingMore();
        alerts.clocks.advanceSteady(Duration.ofMinutes(31));
        assertThat(maria.closedWith()).isEqualTo(1008);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{}",
                "{\"type\":\"shout\"}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"hello\",\"after\":\"1\"}",
                "{\"type\":\"hello\",\"after\":-1}",
                "{\"type\":\"hello\",\"after\":1.5}",
                "{\"type\":\"hello\",\"after\":null,\"key\":{\"kty\":\"EC\"}}",
                "{\"type\":\"hello\",\"after\":null,\"more\":1}",
                "{\"type\":\"hello\",\"after\":null,\"after\":null}",
                "{\"type\":\"ack\",\"alert\":\"7\"}",
                "{\"type\":\"ack\",\"alert\":\"01900000-0000-7000-8000-000000000001\"}"
            })
    void a_bad_frame_is_told_and_the_socket_goes_on(String frame) {
        HearAlerts maria = alerts.listen("maria").say(frame);
        assertThat(maria.next("error").getString("code")).isEqualTo("bad-frame");
        maria.say("{\"type\":\"hello\",\"after\":null}").next("ready");
    }

    @Test
    void a_cursor_that_was_never_given_is_unknown() {
        HearAlerts maria = alerts.listen("maria", "7");
        assertThat(maria.next("error").getString("code")).isEqualTo("cursor-unknown");
        maria.say("{\"type\":\"hello\",\"after\":0}").next("ready");
    }

    @Test
    void a_second_hello_is_a_bad_frame() {
        HearAlerts maria = alerts.listen("maria", "null");
        maria.next("ready");
        maria.say("{\"type\":\"hello\",\"after\":null}");
        assertThat(maria.next("error").getString("code")).isEqualTo("bad-frame");
    }

    @Test
    void a_client_that_reads_too_slowly_is_closed_and_resumes() {
        CaseId caseId = alerts.enrol("C-1001", "maria");
        HearAlerts slow = alerts.listen("maria", "null");
        slow.next("ready");
        slow.stopReading();
        alerts.raiseMany(caseId, MANY, "words ".repeat(5_000));
        await().until(() -> alerts.feed.socketsOf(new UserName("maria")) == 0);
        slow.readAgain();
        long last = 0;
        assertThat(slow.closedWith()).isEqualTo(1013);
        Set<Long> heard = new HashSet<>();
        for (JsonObject frame : slow.rest()) {
            last = frame.getLong("cursor");
            assertThat(heard.add(last)).isTrue();
        }
        HearAlerts again = alerts.listen("maria", Long.toString(last));
        again.next("ready");
        while (last < MANY) {
            last = again.next("alert").getLong("cursor");
            assertThat(heard.add(last)).isTrue();
        }
        assertThat(heard).hasSize(MANY);
        again.hearsNothingMore();
    }

    @Test
    void a_gateway_that_stops_says_so() {
        HearAlerts maria = alerts.listen("maria", "null");
        maria.next("ready");
        alerts.feed.stop().await();
        assertThat(maria.closedWith()).isEqualTo(1001);
    }

    @Test
    void with_the_cookie_the_page_it_comes_from_counts() {
        assertThat(refused(cookie("maria"), WAYMARK)).isEqualTo(403);
        Map<String, String> ofThePage = Map.of("Cookie", cookie("maria").get("Cookie"), "Origin", TestAlerts.PUBLIC);
        alerts.connect(ofThePage, WAYMARK)
                .say("{\"type\":\"hello\",\"after\":null}")
                .next("ready");
    }
}
