package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** One case that Maria manages, and goes from hand to hand. */
final class Hands {

    private static final String PATH = "/v1/programs/orphan-x/cases/C-1001";

    private final TestGateway gateway;

    Hands(TestGateway gateway) {
        this.gateway = gateway;
        hubNames("maria");
    }

    void hubNames(String... managers) {
        gateway.clocks.advance(Duration.ofSeconds(1));
        assertThat(gateway.hub
                        .put(gateway, PATH, Cases.withoutPeople().put("managers", new JsonArray(List.of(managers))))
                        .status())
                .isIn(200, 201);
    }

    /** Gives the id of the act. */
    String give(String from, String to, Duration howLong) {
        return give(from, to, Optional.of(howLong));
    }

    String giveForGood(String from, String to) {
        return give(from, to, Optional.empty());
    }

    private String give(String from, String to, Optional<Duration> howLong) {
        JsonObject body =
                new JsonObject().put("cases", new JsonArray().add(People.CASE)).put("to", to);
        howLong.ifPresent(
                time -> body.put("until", gateway.clocks.business().plus(time).toString()));
        JsonObject given = gateway.as(from).post("/console/handovers", body).json();
        assertThat(given.getInteger("cases")).isEqualTo(1);
        return given.getString("handover");
    }

    Answer takeBack(String user, String act) {
        return gateway.as(user).delete("/console/handovers/" + act);
    }

    /** Until what was due then is given back. */
    void later(Duration time) {
        gateway.clocks.advanceBusiness(time);
        gateway.restart();
        Awaitility.await()
                .until(() -> Sql.count(
                                gateway,
                                "handover where ended_at is null and until <= '" + gateway.clocks.business() + "'")
                        == 0);
    }

    String managers() {
        return Sql.text(gateway, "select managers::text from care_case where code = 'C-1001'");
    }
}
