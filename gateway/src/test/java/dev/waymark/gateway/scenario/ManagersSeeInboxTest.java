package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner's inbox, seen by those who manage the cases in it. */
class ManagersSeeInboxTest {

    private static final String ALL = "/v1/notifications?status=all";
    private static final String OF_PHARMACY = ALL + "&partner=rx-three";

    @TempDir
    Path folder;

    private FollowedUp world;

    @BeforeEach
    void a_case_of_marias_and_one_of_zoes() {
        world = new FollowedUp(folder);
        world.pharmacy.endpoint.answers(received -> FarSide.Reply.CUT);
        world.ask("C-1");
        world.ask("C-2");
        JsonObject roster = Cases.withoutPeople().put("managers", new JsonArray().add("zoe"));
        roster.getJsonArray("partners").getJsonObject(1).put("id", "rx-three");
        assertThat(world.gateway
                        .hub
                        .put(world.gateway, "/v1/programs/orphan-x/cases/C-2", roster)
                        .status())
                .isEqualTo(200);
        world.settle();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void each_sees_what_the_partner_sees_of_their_own_cases_and_a_supervisor_of_all() {
        JsonArray marias = inbox("maria", OF_PHARMACY);
        JsonArray zoes = inbox("zoe", OF_PHARMACY);
        JsonArray sams = inbox("sam", OF_PHARMACY);
        assertThat(cases(marias)).isNotEmpty().containsOnly("orphan-x/C-1");
        assertThat(cases(zoes)).isNotEmpty().containsOnly("orphan-x/C-2");
        assertThat(sams).hasSize(marias.size() + zoes.size());
        assertThat(delivered()).isZero();

        JsonArray own = entries(world.pharmacy.get(world.gateway, ALL));
        assertThat(delivered()).isEqualTo(2);
        assertThat(sequences(sams)).isEqualTo(sequences(own)).isSorted();
        assertThat(inbox("sam", OF_PHARMACY)).isEqualTo(own);
    }

    @Test
    void it_is_read_page_by_page_and_without_what_is_no_longer_open() {
        Answer first = as("sam").get(OF_PHARMACY + "&limit=1");
        long next = first.json().getLong("next");
        assertThat(sequences(entries(first))).containsExactly(next);
        assertThat(cases(inbox("sam", OF_PHARMACY + "&after=" + next))).containsOnly("orphan-x/C-2");

        world.acknowledgeNotification(
                inbox("maria", OF_PHARMACY).getJsonObject(0).getString("notification"));

        assertThat(inbox("maria", "/v1/notifications?partner=rx-three")).isEmpty();
        assertThat(inbox("maria", OF_PHARMACY)).isNotEmpty();
    }

    @Test
    void who_manages_no_case_and_who_asks_for_a_partner_of_no_program_of_theirs_find_nothing() {
        Answer unknown = as("maria").get(ALL + "&partner=rx-none");
        assertThat(unknown.status()).isEqualTo(404);
        for (String other : List.of("oli", "ada")) {
            assertThat(as(other).get(OF_PHARMACY).body()).isEqualTo(unknown.body());
        }
        Answer whose = as("maria").get(ALL);
        assertThat(whose.status()).isEqualTo(422);
        assertThat(whose.json().getString("detail")).startsWith("/partner: is missing");
        assertThat(as("maria").get(ALL + "&partner=Rx").status()).isEqualTo(422);
    }

    @Test
    void a_partner_and_its_people_have_their_own_whatever_they_ask_for() {
        assertThat(entries(world.pharmacy.get(world.gateway, ALL + "&partner=acme-hub")))
                .isEqualTo(entries(world.pharmacy.get(world.gateway, ALL)));
        assertThat(inbox("rita", OF_PHARMACY)).isEmpty();
    }

    private TestUser as(String user) {
        return new TestUser(world.gateway, user);
    }

    private JsonArray inbox(String user, String target) {
        return entries(as(user).get(target));
    }

    private static JsonArray entries(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getJsonArray("notifications");
    }

    private static List<String> cases(JsonArray entries) {
        return entries.stream()
                .map(entry -> ((JsonObject) entry).getString("case"))
                .toList();
    }

    private static List<Long> sequences(JsonArray entries) {
        return entries.stream()
                .map(entry -> ((JsonObject) entry).getLong("sequence"))
                .toList();
    }

    private long delivered() {
        return Sql.count(world.gateway, "task where delivered_at is not null");
    }
}
