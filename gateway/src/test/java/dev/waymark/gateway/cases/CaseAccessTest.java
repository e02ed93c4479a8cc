package dev.waymark.gateway.cases;

import static dev.waymark.gateway.cases.CaseWorld.CASE;
import static dev.waymark.gateway.cases.CaseWorld.body;
import static dev.waymark.gateway.cases.CaseWorld.listed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.journey.PeopleStop;
import dev.waymark.gateway.journey.Timeline;
import dev.waymark.gateway.partners.PartnerWorld;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees what of a case, over a real socket. */
class CaseAccessTest {

    private final CaseWorld world = new CaseWorld();

    @BeforeEach
    void enrol() {
        world.put("acme-hub", body());
        world.milestone(
                "rx-one",
                "fulfillment.on-hold",
                new JsonObject("{\"reason\":\"stock\",\"note\":\"none left\"," + "\"attributes\":{\"lot\":\"7\"}}"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_partner_on_the_case_sees_the_shared_tracker_and_no_person() {
        JsonObject tracker = world.tracker("acme-hub");
        assertThat(tracker.fieldNames())
                .containsExactlyInAnyOrder("case", "stage", "status", "waitingOn", "milestones", "tasks");
        assertThat(tracker.getString("status")).isEqualTo("on-track");
        assertThat(tracker.getJsonObject("waitingOn").getString("partner")).isEqualTo("rx-one");
        assertThat(tracker.getJsonArray("milestones").getJsonObject(0).fieldNames())
                .containsExactlyInAnyOrder("milestone", "type", "time", "receivedAt", "partner", "reason");
        assertThat(tracker.encode())
                .doesNotContain("Ana")
                .doesNotContain("0142")
                .doesNotContain("none left");
        world.partners.clocks.advance(Duration.ofDays(9));
        assertThat(world.tracker("acme-hub").getString("status")).isEqualTo("stalled");
    }

    @Test
    void attributes_are_on_the_tracker_of_their_sender_and_of_managers_and_the_note_on_that_of_managers() {
        JsonObject senders = first(world.tracker("rx-one"));
        assertThat(senders.getJsonObject("attributes").getString("lot")).isEqualTo("7");
        assertThat(senders.containsKey("note")).isFalse();
        JsonObject managers = first(PartnerWorld.json(world.partners.get("maria", CASE)));
        assertThat(managers.getString("note")).isEqualTo("none left");
        assertThat(managers.getJsonObject("attributes").getString("lot")).isEqualTo("7");
    }

    @Test
    void the_owner_of_the_task_that_a_milestone_makes_is_given_its_note() {
        world.partners.sql(
                "insert into task (case_id, id, milestone, action, role, owner, status, requested_at, due_at, program)"
                        + " select case_id, id, id, 'resolve-hold', 'specialty_pharmacy', 'rx-one', 'requested',"
                        + " received_at, received_at + interval '1 day', 'orphan-x' from milestone");
        JsonObject tracker = world.tracker("rx-one");
        assertThat(first(tracker).getString("note")).isEqualTo("none left");
        assertThat(tracker.getJsonArray("tasks").getJsonObject(0).getString("action"))
                .isEqualTo("resolve-hold");
        assertThat(first(world.tracker("acme-hub")).containsKey("note")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rx-two", "best-hub", "far-hub"})
    void a_partner_not_on_the_case_cannot_tell_it_from_a_missing_one(String stranger) {
        HttpResponse<String> existing = world.signedGet(stranger, CASE);
        HttpResponse<String> missing = world.signedGet(stranger, "/v1/programs/orphan-x/cases/C-9999");
        HttpResponse<String> parked = parkedCase(stranger);
        assertThat(existing.statusCode()).isEqualTo(404);
        assertThat(existing.body()).isEqualTo(missing.body()).isEqualTo(parked.body());
        assertThat(existing.headers().map().keySet())
                .isEqualTo(missing.headers().map().keySet());
    }

    private HttpResponse<String> parkedCase(String stranger) {
        world.partners.sql(
                "insert into care_case (id, program, code, partners, roles)"
                        + " values (gen_random_uuid(), 'orphan-x', 'C-7', array[$1], array['hub'])"
                        + " on conflict do nothing",
                stranger);
        return world.signedGet(stranger, "/v1/programs/orphan-x/cases/C-7");
    }

    @ParameterizedTest
    @CsvSource({
        "maria, 200, true",
        "sam, 200, true",
        "sue, 200, true",
        "paul, 404, false",
        "far, 404, false",
        "root, 404, false",
        "jane, 200, false",
        "joe, 404, false"
    })
    void people_see_the_cases_that_they_manage_or_supervise_or_that_list_their_partner(
            String user, int status, boolean persons) {
        HttpResponse<String> tracker = world.partners.get(user, CASE);
        assertThat(tracker.statusCode()).isEqualTo(status);
        assertThat(tracker.body().contains("Ana Diaz")).isEqualTo(persons);
        HttpResponse<String> timeline = world.partners.get(user, CASE + "/timeline");
        assertThat(timeline.statusCode()).isEqualTo(status);
        assertThat(timeline.body().contains("Ana Diaz")).isEqualTo(persons);
        JsonArray cases =
                PartnerWorld.json(world.partners.get(user, "/v1/cases")).getJsonArray("cases");
        assertThat(cases).hasSize(status == 200 ? 1 : 0);
        assertThat(cases.encode()).doesNotContain("Ana");
    }

    @Test
    void who_looks_at_persons_is_in_the_audit_and_who_was_refused_opened_nothing() {
        long before = audit("%");
        world.partners.get("paul", CASE);
        assertThat(audit("%")).isEqualTo(before);
        world.partners.get("maria", CASE);
        assertThat(audit("user/maria")).isEqualTo(3);
    }

    @Test
    void the_list_of_cases_goes_on_page_by_page() {
        for (int i = 1; i <= 4; i++) {
            world.put("acme-hub", "/v1/programs/orphan-x/cases/D-" + i, body());
        }
        JsonObject page = PartnerWorld.json(world.partners.get("maria", "/v1/cases?limit=2"));
        assertThat(names(page)).containsExactly("orphan-x/C-1001", "orphan-x/D-1");
        page = PartnerWorld.json(world.partners.get("maria", "/v1/cases?limit=3&after=" + page.getString("next")));
        assertThat(names(page)).containsExactly("orphan-x/D-2", "orphan-x/D-3", "orphan-x/D-4");
        assertThat(page.getString("next")).isNull();
        assertThat(world.partners.get("maria", "/v1/cases?limit=0").statusCode())
                .isEqualTo(422);
        assertThat(world.partners.get("maria", "/v1/cases?after=x").statusCode())
                .isEqualTo(422);
    }

    @Test
    void the_timeline_shows_messages_with_their_state_and_reason_and_corrected_milestones() {
        String milestone = first(world.tracker("rx-one")).getString("milestone");
        for (String to : List.of("partner/rx-one", "contact/rx-one/0", "person/patient")) {
            world.partners.sql(
                    "insert into notification (case_id, id, milestone, purpose, recipient, channel, template, partner,"
                            + " sequence, state, reason, made_at) values ($1, gen_random_uuid(), $2, 'told', $3,"
                            + " 'webhook', 't', case when $3::text like '%/rx-one%' then 'rx-one' end,"
                            + " case when $3::text like 'partner/%' then 1 end, 'left-out', 'no-consent', $4)",
                    world.caseId().value(),
                    java.util.UUID.fromString(milestone),
                    to,
                    world.partners.clocks.business().atOffset(java.time.ZoneOffset.UTC));
        }
        JsonObject all = first(PartnerWorld.json(world.partners.get("maria", CASE + "/timeline")));
        assertThat(all.getJsonArray("messages")).hasSize(3);
        assertThat(all.getJsonArray("messages").getJsonObject(0).getString("reason"))
                .isEqualTo("no-consent");
        assertThat(first(PartnerWorld.json(world.partners.get("jane", CASE + "/timeline")))
                        .getJsonArray("messages"))
                .hasSize(1);
    }

    @Test
    void a_partner_taken_off_the_case_sees_it_no_more() {
        world.put("acme-hub", body().put("partners", listed("acme-hub", "hub")));
        assertThat(world.signedGet("rx-one", CASE).statusCode()).isEqualTo(404);
    }

    @Test
    void people_are_not_written_to_after_consent_is_revoked_until_it_is_obtained_and_never_after_death() {
        assertThat(silence()).isEmpty();
        JsonObject revoked = world.milestone("acme-hub", "consent.revoked", new JsonObject());
        assertThat(silence()).hasValue(PeopleStop.CONSENT);
        world.partners.clocks.advance(Duration.ofMinutes(1));
        world.milestone("acme-hub", "consent.obtained", new JsonObject());
        assertThat(silence()).isEmpty();
        world.milestone(
                "acme-hub",
                "consent.declined",
                new JsonObject(),
                world.partners.clocks.business().minus(Duration.ofHours(1)),
                Optional.empty());
        assertThat(silence())
                .as("what happened before counts for nothing after")
                .isEmpty();
        assertThat(revoked.getString("status")).isEqualTo("accepted");

        JsonObject died = world.milestone("acme-hub", "therapy.deceased", new JsonObject());
        world.milestone(
                "acme-hub",
                "therapy.paused",
                new JsonObject(),
                world.partners.clocks.business(),
                Optional.of(died.getJsonObject("event").getString("id")));
        assertThat(silence()).hasValue(PeopleStop.DECEASED);
    }

    @Test
    void an_opt_out_is_of_the_address_and_only_its_holder_ends_it() {
        OptOuts optOuts = new OptOuts();
        PgPersons persons = new PgPersons(world.partners.sealing);
        var client = world.partners.database.client();
        var number = persons.smsHash("+12025550142");
        var now = world.partners.clocks.business();
        assertThat(optOuts.out(client, number, OptOuts.Medium.SMS, now).await()).isTrue();
        assertThat(optOuts.out(client, number, OptOuts.Medium.SMS, now).await()).isFalse();
        world.put("acme-hub", body());
        assertThat(optOuts.isOut(client, Set.of(number, persons.smsHash("+12025550143")))
                        .await())
                .containsExactly(number);
        assertThat(optOuts.in(client, number, now).await()).isTrue();
        assertThat(optOuts.isOut(client, Set.of(number)).await()).isEmpty();
        assertThat(optOuts.out(client, number, OptOuts.Medium.SMS, now).await()).isTrue();
    }

    private Optional<PeopleStop> silence() {
        var recorded = new PgMilestones(world.partners.sealing)
                .ofCases(world.partners.database.client(), List.of(world.caseId()))
                .await()
                .getOrDefault(world.caseId(), List.of());
        return Timeline.of(
                        world.journey,
                        recorded.stream().map(RecordedMilestone::entry).toList())
                .peopleStop();
    }

    private static JsonObject first(JsonObject tracker) {
        return tracker.getJsonArray("milestones").getJsonObject(0);
    }

    private static List<String> names(JsonObject page) {
        return page.getJsonArray("cases").stream()
                .map(one -> ((JsonObject) one).getString("case"))
                .toList();
    }

    private long audit(String reader) {
        return world.partners
                .sql("select count(*) from audit where reader like $1", reader)
                .get(0)
                .getLong(0);
    }
}
