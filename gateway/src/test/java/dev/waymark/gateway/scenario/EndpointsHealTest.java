package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Six messages to an endpoint that is ill, each in its own way, and then heals. */
class EndpointsHealTest {

    private static final int MESSAGES = 6;
    private static final String ELSEWHERE = "/elsewhere";

    @TempDir
    Path folder;

    enum Illness {
        TIMES_OUT,
        RESETS_CONNECTIONS,
        ANSWERS_500,
        ANSWERS_429,
        REDIRECTS,
        ANSWERS_410
    }

    private static Function<FarSide.Received, Future<FarSide.Reply>> manner(Illness illness) {
        return switch (illness) {
            case TIMES_OUT -> one -> Future.future(never -> {});
            case RESETS_CONNECTIONS -> always(FarSide.Reply.CUT);
            case ANSWERS_500 -> always(new FarSide.Reply(500, "out of order"));
            case ANSWERS_429 -> always(new FarSide.Reply(429, "", Map.of("Retry-After", "600")));
            case REDIRECTS -> always(new FarSide.Reply(307, "", Map.of("Location", ELSEWHERE)));
            case ANSWERS_410 -> always(new FarSide.Reply(410, ""));
        };
    }

    private static Function<FarSide.Received, Future<FarSide.Reply>> always(FarSide.Reply reply) {
        return one -> Future.succeededFuture(reply);
    }

    @ParameterizedTest
    @EnumSource
    void every_message_arrives_once_the_endpoint_heals_and_none_under_two_ids(Illness illness) {
        try (TestGateway gateway = started(manner(illness))) {
            LaneRest.await(gateway);
            gateway.clocks.advance(Duration.ofMinutes(2));
            LaneRest.await(gateway);
            assertThat(gateway.pharmacy.endpoint.accepted()).isEmpty();

            gateway.pharmacy.endpoint.answers(one -> FarSide.Reply.OK);
            if (illness == Illness.ANSWERS_410) {
                assertThat(gateway.pharmacy.endpoint.received()).hasSizeLessThanOrEqualTo(MESSAGES);
                answersTest(gateway);
            }
            for (int hour = 0; hour < 4; hour++) {
                gateway.clocks.advance(Duration.ofHours(1));
                LaneRest.await(gateway);
            }
            assertEachArrivedOnce(gateway);
            assertThat(gateway.pharmacy.endpoint.received())
                    .noneMatch(one -> one.path().equals(ELSEWHERE));
        }
    }

    @Test
    void an_endpoint_that_answers_500_for_an_hour_costs_few_attempts_and_two_alerts_and_then_gets_all_in_order() {
        try (TestGateway gateway = started(manner(Illness.ANSWERS_500))) {
            LaneRest.await(gateway);
            for (int i = 0; i < 12; i++) {
                gateway.clocks.advance(Duration.ofMinutes(5));
                LaneRest.await(gateway);
            }
            assertThat(alerts(gateway, "endpoint-broken")).isEqualTo(1);
            assertThat(gateway.pharmacy.endpoint.received()).hasSizeLessThan(MESSAGES + 15);
            post(gateway, "after");
            LaneRest.await(gateway);

            gateway.pharmacy.endpoint.answers(one -> FarSide.Reply.OK);
            gateway.clocks.advance(Duration.ofHours(3));
            LaneRest.await(gateway);
            assertEachArrivedOnce(gateway, 2 * MESSAGES);
            assertThat(alerts(gateway, "endpoint-broken")).isEqualTo(1);
            assertThat(alerts(gateway, "endpoint-healed")).isEqualTo(1);
            assertThat(sequences(gateway).get(0)).isLessThanOrEqualTo(MESSAGES);
        }
    }

    @Test
    void retry_after_holds_all_that_waits_behind_it_and_no_longer() {
        try (TestGateway gateway = started(manner(Illness.ANSWERS_429))) {
            LaneRest.await(gateway);
            int before = gateway.pharmacy.endpoint.received().size();
            gateway.pharmacy.endpoint.answers(one -> FarSide.Reply.OK);
            gateway.clocks.advance(Duration.ofSeconds(590));
            post(gateway, "behind");
            LaneRest.await(gateway);
            assertThat(gateway.pharmacy.endpoint.received()).hasSize(before);
            gateway.clocks.advance(Duration.ofSeconds(20));
            LaneRest.await(gateway);
            gateway.clocks.advance(Duration.ofMinutes(10));
            LaneRest.await(gateway);
            assertEachArrivedOnce(gateway, 2 * MESSAGES);
        }
    }

    @Test
    void a_late_410_from_an_address_that_was_changed_meanwhile_closes_nothing() {
        FarSide.Reply gone = new FarSide.Reply(410, "");
        Promise<FarSide.Reply> late = Promise.promise();
        try (TestGateway gateway = started(
                one -> one.path().equals("/hooks") ? late.future() : Future.succeededFuture(FarSide.Reply.OK))) {
            await().until(() -> gateway.pharmacy.endpoint.open() > 0);
            JsonObject moved = new JsonObject("""
                    {"name":"rx-one Inc","roles":["specialty_pharmacy"],"programs":["orphan-x"]}
                    """)
                    .put("webhook", new JsonObject().put("url", gateway.pharmacy.endpoint.url("/new")));
            assertThat(gateway.as("ada").put("/v1/admin/partners/rx-one", moved).status())
                    .isEqualTo(200);
            late.complete(gone);
            LaneRest.await(gateway);
            assertThat(Sql.count(gateway, "lane where state = 'closed'")).isZero();
            gateway.clocks.advance(Duration.ofMinutes(10));
            LaneRest.await(gateway);
            assertEachArrivedOnce(gateway);
        }
    }

    private TestGateway started(Function<FarSide.Received, Future<FarSide.Reply>> manner) {
        TestGateway gateway = new TestGateway(folder);
        gateway.pharmacy.endpoint.answersLater(manner);
        assertThat(gateway.hub
                        .put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople())
                        .status())
                .isEqualTo(201);
        post(gateway, "evt");
        return gateway;
    }

    private static void post(TestGateway gateway, String prefix) {
        JsonArray events = new JsonArray();
        for (int i = 0; i < MESSAGES; i++) {
            events.add(gateway.hub.event(
                    prefix + "-" + i,
                    "referral.received",
                    "orphan-x/C-1001",
                    gateway.clocks.business(),
                    new JsonObject()));
        }
        assertThat(gateway.hub.milestones(gateway, events).status()).isEqualTo(200);
    }

    private static void answersTest(TestGateway gateway) {
        Answer test = gateway.call(
                HttpMethod.POST, "/v1/admin/partners/rx-one/webhook/test", gateway.signIn("ada"), Optional.empty());
        assertThat(test.status()).isEqualTo(200);
    }

    private static void assertEachArrivedOnce(TestGateway gateway) {
        assertEachArrivedOnce(gateway, MESSAGES);
    }

    private static void assertEachArrivedOnce(TestGateway gateway, int many) {
        List<FarSide.Received> news = news(gateway.pharmacy.endpoint.accepted());
        assertThat(news.stream().map(FarSide.Received::id).toList())
                .hasSize(many)
                .doesNotHaveDuplicates();
        Map<String, Set<String>> ids = news(gateway.pharmacy.endpoint.received()).stream()
                .collect(Collectors.groupingBy(
                        one -> one.json()
                                .getJsonObject("data")
                                .getJsonObject("milestone")
                                .getString("milestone"),
                        Collectors.mapping(FarSide.Received::id, Collectors.toCollection(HashSet::new))));
        assertThat(ids).hasSize(many).allSatisfy((milestone, of) -> assertThat(of)
                .hasSize(1));
    }

    private static List<FarSide.Received> news(List<FarSide.Received> all) {
        return all.stream()
                .filter(one -> !one.json().getString("type").equals("waymark.webhook.test"))
                .toList();
    }

    private static List<Long> sequences(TestGateway gateway) {
        return news(gateway.pharmacy.endpoint.accepted()).stream()
                .map(one -> one.json().getJsonObject("data").getLong("sequence"))
                .toList();
    }

    private static long alerts(TestGateway gateway, String kind) {
        return Sql.count(gateway, "operator_alert where about = 'webhook/rx-one' and kind = '" + kind + "'");
    }
}
