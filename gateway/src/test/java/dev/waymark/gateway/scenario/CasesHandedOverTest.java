package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sam supervises, and may be given cases; Maria manages them. */
class CasesHandedOverTest {

    private static final String OTHER = "orphan-x/C-1002";

    @TempDir
    Path folder;

    @Test
    void a_case_goes_to_a_colleague_on_the_record_and_can_be_taken_back() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolTwo(gateway);
            JsonObject given = hand(
                            gateway,
                            "maria",
                            new JsonObject()
                                    .put("cases", new JsonArray().add(People.CASE))
                                    .put("to", "sam"))
                    .json();
            assertThat(given.getInteger("cases")).isEqualTo(1);
            assertThat(managers(gateway, "C-1001")).isEqualTo("{sam}");
            assertThat(managers(gateway, "C-1002")).isEqualTo("{maria}");
            assertThat(Sql.count(gateway, "audit where purpose = 'hand case over' and reader = 'user/maria'"))
                    .isEqualTo(1);

            String undo = "/console/handovers/" + given.getString("handover");
            assertThat(gateway.as("sam").delete(undo).status()).isEqualTo(404);
            assertThat(gateway.as("maria").delete(undo).status()).isEqualTo(204);
            assertThat(managers(gateway, "C-1001")).isEqualTo("{maria}");
            assertThat(gateway.as("maria").delete(undo).status()).isEqualTo(404);
        }
    }

    @Test
    void all_of_mine_go_until_a_date_and_come_back_by_themselves() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolTwo(gateway);
            String until = gateway.clocks.business().plus(Duration.ofDays(7)).toString();
            JsonObject all = new JsonObject().put("all", true).put("to", "sam").put("until", until);
            assertThat(hand(gateway, "maria", all).json().getInteger("cases")).isEqualTo(2);
            assertThat(managers(gateway, "C-1002")).isEqualTo("{sam}");
            assertThat(seen(gateway, "maria")).isEmpty();

            gateway.clocks.advanceBusiness(Duration.ofDays(6));
            gateway.restart();
            assertThat(managers(gateway, "C-1002")).isEqualTo("{sam}");
            gateway.clocks.advanceBusiness(Duration.ofDays(2));
            gateway.restart();
            org.awaitility.Awaitility.await()
                    .until(() -> managers(gateway, "C-1002").equals("{maria}"));
            assertThat(managers(gateway, "C-1001")).isEqualTo("{maria}");
            assertThat(Sql.count(gateway, "audit where purpose = 'give case back'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void what_a_hub_changed_meanwhile_stays_as_the_hub_wants_it() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolTwo(gateway);
            JsonObject given = hand(
                            gateway, "maria", new JsonObject().put("all", true).put("to", "sam"))
                    .json();
            gateway.hub.put(
                    gateway,
                    "/v1/programs/orphan-x/cases/C-1001",
                    Cases.withoutPeople().put("managers", new JsonArray()));
            gateway.as("maria").delete("/console/handovers/" + given.getString("handover"));
            assertThat(managers(gateway, "C-1001")).isEqualTo("{}");
            assertThat(managers(gateway, "C-1002")).isEqualTo("{maria}");
        }
    }

    @Test
    void only_to_who_manages_cases_and_only_ones_own_unless_a_supervisor_does_it() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolTwo(gateway);
            for (String nobody : new String[] {"rita", "ada", "oli", "maria", "x-nobody"}) {
                assertThat(hand(
                                        gateway,
                                        "maria",
                                        new JsonObject().put("all", true).put("to", nobody))
                                .status())
                        .as(nobody)
                        .isEqualTo(422);
            }
            JsonObject another =
                    new JsonObject().put("all", true).put("to", "maria").put("from", "sam");
            assertThat(hand(gateway, "maria", another).status()).isEqualTo(403);
            JsonObject marias =
                    new JsonObject().put("all", true).put("to", "sam").put("from", "maria");
            assertThat(hand(gateway, "sam", marias).json().getInteger("cases")).isEqualTo(2);
            for (String user : new String[] {"rita", "ada", "oli"}) {
                assertThat(hand(gateway, user, marias).status()).isEqualTo(403);
            }
            assertThat(hand(gateway, "maria", new JsonObject().put("to", "sam")).status())
                    .isEqualTo(422);
        }
    }

    @Test
    void cases_are_found_by_name_status_stage_and_whose_move_it_is_and_counted() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolTwo(gateway);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            new People(gateway).awaitAllOut();
            assertThat(board(gateway, "maria", "?q=c-1001").getJsonArray("cases"))
                    .hasSize(1);
            JsonObject coverage = board(gateway, "maria", "?stage=coverage&waiting=rx-one");
            assertThat(coverage.getJsonArray("cases").getJsonObject(0).getString("case"))
                    .isEqualTo(People.CASE);
            assertThat(coverage.getJsonArray("cases").getJsonObject(0).getJsonArray("managers"))
                    .containsExactly("maria");
            assertThat(board(gateway, "maria", "?status=stuck").getJsonArray("cases"))
                    .isEmpty();
            assertThat(board(gateway, "maria", "?limit=1&offset=1").getJsonArray("cases"))
                    .hasSize(1);
            assertThat(board(gateway, "maria", "").getJsonArray("counts").stream()
                            .mapToInt(one -> ((JsonObject) one).getInteger("many"))
                            .sum())
                    .isEqualTo(2);

            gateway.clocks.advanceBusiness(Duration.ofHours(30));
            gateway.restart();
            org.awaitility.Awaitility.await()
                    .until(() -> board(gateway, "maria", "?status=stuck").getJsonArray("cases").stream()
                            .anyMatch(one ->
                                    ((JsonObject) one).getString("status").equals("stalled")));

            JsonObject rita = board(gateway, "rita", "").getJsonArray("cases").getJsonObject(0);
            assertThat(rita.fieldNames()).doesNotContain("managers");
            for (String manager : new String[] {"maria", "sam", "x-nobody"}) {
                assertThat(gateway.as("rita")
                                .get("/console/cases?manager=" + manager)
                                .status())
                        .as("partners are not told who manages a case")
                        .isEqualTo(403);
            }
            assertThat(gateway.as("ada").get("/console/cases").status()).isEqualTo(403);
            assertThat(gateway.as("maria").get("/console/cases?limit=x").status())
                    .isEqualTo(422);
        }
    }

    private static void enrolTwo(TestGateway gateway) {
        for (String ref : new String[] {People.CASE, OTHER}) {
            gateway.hub.put(gateway, "/v1/programs/" + ref.replace("/", "/cases/"), Cases.withoutPeople());
        }
    }

    private static JsonArray seen(TestGateway gateway, String user) {
        return board(gateway, user, "").getJsonArray("cases");
    }

    private static JsonObject board(TestGateway gateway, String user, String query) {
        return gateway.as(user).get("/console/cases" + query).json();
    }

    private static String managers(TestGateway gateway, String code) {
        return Sql.text(gateway, "select managers::text from care_case where code = '" + code + "'");
    }

    private static Answer hand(TestGateway gateway, String user, JsonObject body) {
        return gateway.as(user).post("/console/handovers", body);
    }
}
