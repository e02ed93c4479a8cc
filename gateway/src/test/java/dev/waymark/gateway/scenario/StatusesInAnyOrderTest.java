package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusesInAnyOrderTest {

    private static final List<String> STATUSES = List.of("queued", "sent", "delivered", "failed");

    @TempDir
    Path folder;

    private int callbacks;

    @Test
    void of_all_orders_the_first_end_stands_and_managers_hear_once_of_a_failure() {
        try (TestGateway gateway = new TestGateway(folder, Twilio.setup(""))) {
            Twilio twilio = new Twilio(gateway);
            new People(gateway).hearOfNews();
            Map<String, String> text = twilio.texts(People.PATIENT).get(0);
            String id = Twilio.callback(text).getQuery().substring("id=".length());
            for (List<String> order : orders(STATUSES)) {
                String end = order.stream()
                        .filter(status -> status.equals("delivered") || status.equals("failed"))
                        .findFirst()
                        .orElseThrow();
                String sid = "SM" + ++callbacks;
                begin(gateway, id, "us");
                order.forEach(status ->
                        assertThat(twilio.tells(text, sid, status).status()).isEqualTo(200));
                assertThat(status(gateway, id)).as(order.toString()).isEqualTo(end);
                begin(gateway, id, "main");
                order.forEach(status -> assertThat(gateway.providerCalls(
                                        "/v1/sms/main/status",
                                        "CB-" + ++callbacks,
                                        new JsonObject().put("id", id).put("status", status))
                                .status())
                        .isEqualTo(200));
                assertThat(status(gateway, id)).as(order.toString()).isEqualTo(end);
            }
            assertThat(Sql.count(gateway, "alert where kind = 'delivery-failed'"))
                    .isEqualTo(1);
        }
    }

    private static void begin(TestGateway gateway, String id, String provider) {
        Sql.execute(
                gateway.database,
                "update notification set provider_status = null, provider = '" + provider + "' where id = '" + id
                        + "'");
    }

    private static String status(TestGateway gateway, String id) {
        return Sql.text(gateway, "select provider_status from notification where id = '" + id + "'");
    }

    private static List<List<String>> orders(List<String> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : of) {
            List<String> rest = new ArrayList<>(of);
            rest.remove(first);
            orders(rest).forEach(order -> {
                List<String> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            });
        }
        return orders;
    }
}
