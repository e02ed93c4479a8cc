package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryIsSilentTest {

    private static final int CASES = 100;
    private static final int BATCH = 1_000;

    /** One after another each month; each asks or tells somebody, were it news. */
    private static final List<String> CODES = List.of(
            "referral.received",
            "consent.requested",
            "benefits.started",
            "prior-auth.required",
            "prior-auth.submitted",
            "prior-auth.info-requested",
            "prior-auth.approved",
            "fulfillment.ready");

    private static final int MONTHS = 24;

    @TempDir
    Path folder;

    @Test
    void two_years_of_a_hundred_cases_tell_and_ask_nobody_and_the_next_event_of_today_does_both() {
        try (TestGateway gateway = new TestGateway(folder)) {
            for (int i = 0; i < CASES; i++) {
                assertThat(gateway.enrol(caseRef(i)).status()).isEqualTo(201);
            }
            load(gateway);

            await().until(() -> Sql.count(gateway, "fanout_due") == 0);
            assertThat(Sql.count(gateway, "milestone")).isEqualTo(CASES * MONTHS);
            for (String table : List.of("task", "notification", "outbox", "alert")) {
                assertThat(Sql.count(gateway, table)).as(table).isZero();
            }
            for (int i = 0; i < CASES; i++) {
                assertThat(trackedTypes(gateway, i)).isEqualTo(typesOfHistory());
            }

            Answer today = gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(
                            "today", "prior-auth.info-requested", caseRef(7), gateway.now(), new JsonObject()));
            assertThat(today.status()).isEqualTo(202);
            Sql.awaitWebhooksOut(gateway);
            assertThat(gateway.pharmacy.endpoint.received())
                    .singleElement()
                    .satisfies(one -> assertThat(one.json().getString("type")).isEqualTo("waymark.task.requested"));
            assertThat(Sql.count(gateway, "task")).isEqualTo(1);
            assertThat(tracker(gateway, 7).getJsonArray("tasks")).hasSize(1);
        }
    }

    private static void load(TestGateway gateway) {
        List<JsonObject> events = new ArrayList<>();
        for (int month = 0; month < MONTHS; month++) {
            Instant at = gateway.now().minus(Duration.ofDays(30L * (MONTHS - month)));
            for (int i = 0; i < CASES; i++) {
                events.add(gateway.hub.event(
                        "h-" + i + "-" + month,
                        CODES.get(month % CODES.size()),
                        caseRef(i),
                        at.plusSeconds(i),
                        new JsonObject().put("note", "as it was then")));
            }
        }
        for (int from = 0; from < events.size(); from += BATCH) {
            JsonArray batch = new JsonArray(events.subList(from, Math.min(from + BATCH, events.size())));
            Answer answer = gateway.hub.milestones(gateway, batch);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().getJsonArray("results"))
                    .hasSize(batch.size())
                    .allMatch(result -> "accepted".equals(((JsonObject) result).getString("status")));
        }
    }

    private static List<String> typesOfHistory() {
        List<String> types = new ArrayList<>();
        for (int month = 0; month < MONTHS; month++) {
            types.add(CODES.get(month % CODES.size()));
        }
        return types;
    }

    private static List<String> trackedTypes(TestGateway gateway, int i) {
        return tracker(gateway, i).getJsonArray("milestones").stream()
                .map(milestone -> ((JsonObject) milestone).getString("type"))
                .toList();
    }

    private static JsonObject tracker(TestGateway gateway, int i) {
        Answer answer =
                gateway.pharmacy.get(gateway, "/v1/programs/" + caseRef(i).replace("/", "/cases/"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static String caseRef(int i) {
        return "orphan-x/H-" + (1000 + i);
    }
}
