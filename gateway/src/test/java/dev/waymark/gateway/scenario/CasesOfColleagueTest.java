package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sam supervises, Maria manages two cases, Zoe none. */
class CasesOfColleagueTest {

    private static final JsonObject MARIAS =
            new JsonObject().put("all", true).put("from", "maria").put("to", "zoe");

    @TempDir
    Path folder;

    @Test
    void only_a_supervisor_counts_and_hands_over_anothers() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolTwo(gateway);
            String size = "/console/handovers/size?from=maria&to=zoe";
            assertThat(gateway.as("zoe").get(size).status()).isEqualTo(403);
            assertThat(gateway.as("zoe")
                            .post("/console/handovers", MARIAS.copy().put("to", "sam"))
                            .status())
                    .isEqualTo(403);
            assertThat(managers(gateway)).isEqualTo("{maria}");

            assertThat(gateway.as("sam").get(size).json().getInteger("cases")).isEqualTo(2);
            assertThat(gateway.as("maria")
                            .get("/console/handovers/size?to=zoe")
                            .json()
                            .getInteger("cases"))
                    .isEqualTo(2);
            assertThat(gateway.as("sam")
                            .get("/console/handovers/size?from=maria&to=rita")
                            .json()
                            .getInteger("cases"))
                    .as("who manages no cases takes none")
                    .isZero();
            assertThat(hand(gateway, MARIAS).getInteger("cases")).isEqualTo(2);
            assertThat(managers(gateway)).isEqualTo("{zoe}");
        }
    }

    @Test
    void who_gave_sees_it_until_it_is_ended_and_nobody_else_does() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolTwo(gateway);
            String until = gateway.clocks.business().plus(Duration.ofDays(7)).toString();
            String act = hand(gateway, MARIAS.copy().put("until", until)).getString("handover");
            JsonObject shown = given(gateway, "sam").getJsonObject(0);
            assertThat(shown.getString("handover")).isEqualTo(act);
            assertThat(shown.getString("from") + shown.getString("to")).isEqualTo("mariazoe");
            assertThat(shown.getInteger("cases")).isEqualTo(2);
            assertThat(given(gateway, "maria")).isEmpty();
            assertThat(given(gateway, "zoe")).isEmpty();

            assertThat(gateway.as("zoe").delete("/console/handovers/" + act).status())
                    .isEqualTo(404);
            gateway.clocks.advanceBusiness(Duration.ofHours(1));
            assertThat(gateway.as("sam").delete("/console/handovers/" + act).status())
                    .isEqualTo(204);
            assertThat(given(gateway, "sam")).isEmpty();
            assertThat(managers(gateway)).isEqualTo("{maria}");
        }
    }

    @Test
    void what_went_for_good_is_shown_as_long_as_it_can_be_taken_back() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolTwo(gateway);
            hand(gateway, MARIAS);
            gateway.clocks.advance(Duration.ofMinutes(9));
            assertThat(given(gateway, "sam")).hasSize(1);
            gateway.clocks.advance(Duration.ofMinutes(2));
            assertThat(given(gateway, "sam")).isEmpty();
        }
    }

    private static void enrolTwo(TestGateway gateway) {
        for (String code : new String[] {"C-1001", "C-1002"}) {
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/" + code, Cases.withoutPeople());
        }
    }

    private static JsonObject hand(TestGateway gateway, JsonObject body) {
        return gateway.as("sam").post("/console/handovers", body).json();
    }

    private static JsonArray given(TestGateway gateway, String user) {
        return gateway.as(user).get("/console/handovers").json().getJsonArray("handovers");
    }

    private static String managers(TestGateway gateway) {
        return Sql.text(gateway, "select string_agg(distinct managers::text, ' ') from care_case");
    }
}
