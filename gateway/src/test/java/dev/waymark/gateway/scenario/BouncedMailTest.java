package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BouncedMailTest {

    private static final String ALERTS = "alert where kind = 'delivery-failed'";

    @TempDir
    Path folder;

    @Test
    void an_address_that_does_not_exist_is_written_to_no_more_until_another_is_given() {
        try (RefusingRelay relay = new RefusingRelay();
                TestGateway gateway = new TestGateway(folder, new Setup("", "", relay.port()))) {
            relay.refuses("ana@example.org", "550 5.1.1 no such user");
            relay.refuses("jane@rx-one.example", "550 no such user");
            People people = new People(gateway);
            people.hearOfNews();
            assertThat(relay.asked("ana@example.org")).isEqualTo(1);
            assertThat(Sql.count(gateway, "bounced_address")).isEqualTo(2);
            assertThat(Sql.count(gateway, ALERTS)).isEqualTo(2);

            gateway.clocks.advance(Duration.ofSeconds(1));
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.usual());
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1002", Cases.usual());
            people.report("evt-2", "prior-auth.approved");
            gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(
                            "evt-3",
                            "prior-auth.approved",
                            "orphan-x/C-1002",
                            gateway.clocks.business(),
                            new JsonObject()));
            people.awaitAllOut();
            assertThat(relay.asked("ana@example.org")).isEqualTo(1);
            assertThat(relay.asked("jane@rx-one.example")).isEqualTo(1);
            assertThat(Sql.count(gateway, "notification where reason = 'bounced' and state = 'left-out'"))
                    .isEqualTo(4);
            assertThat(Sql.count(gateway, ALERTS)).isEqualTo(2);

            JsonObject corrected = Cases.usual();
            corrected
                    .getJsonArray("people")
                    .getJsonObject(0)
                    .getJsonObject("email")
                    .put("address", "anna@example.org");
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", corrected);
            people.report("evt-4", "fulfillment.scheduled");
            people.awaitAllOut();
            assertThat(relay.asked("anna@example.org")).isEqualTo(1);
        }
    }

    @Test
    void a_refusal_for_what_we_are_or_say_marks_no_address() {
        try (RefusingRelay relay = new RefusingRelay();
                TestGateway gateway = new TestGateway(folder, new Setup("", "", relay.port()))) {
            relay.refuses("ana@example.org", "550 5.7.1 not from you");
            People people = new People(gateway);
            people.hearOfNews();
            people.report("evt-2", "prior-auth.approved");
            people.awaitAllOut();
            assertThat(relay.asked("ana@example.org")).isEqualTo(2);
            assertThat(Sql.count(gateway, "bounced_address")).isZero();
            assertThat(Sql.count(gateway, ALERTS)).isEqualTo(2);
        }
    }
}
