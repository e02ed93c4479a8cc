package dev.waymark.gateway.cases;

import static dev.waymark.gateway.cases.CaseWorld.body;
import static dev.waymark.gateway.cases.CaseWorld.listed;
import static dev.waymark.gateway.partners.TestCertificates.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.partners.PartnerWorld;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code PUT} of a case, signed, over a real socket and on a real PostgreSQL. */
class EnrolmentTest {

    private final CaseWorld world = new CaseWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_case_is_new_once_and_then_replaced() {
        assertThat(world.put("acme-hub", body()).statusCode()).isEqualTo(201);
        assertThat(world.put("acme-hub", body()).statusCode()).isEqualTo(200);
        assertThat(world.put("acme-hub", body().put("managers", new JsonArray()))
                        .statusCode())
                .isEqualTo(200);
        Row row = row("select partners, roles, managers from care_case");
        assertThat(row.getArrayOfStrings(0)).containsExactly("acme-hub", "rx-one");
        assertThat(row.getArrayOfStrings(1)).containsExactly("hub", "specialty_pharmacy");
        assertThat(row.getArrayOfStrings(2)).isEmpty();
        await().untilAsserted(() -> assertThat(world.woken.get()).isEqualTo(3));
    }

    @Test
    void what_is_known_of_people_is_sealed_and_found_by_keyed_hash() {
        world.put("acme-hub", body());
        PgPersons persons = new PgPersons(world.partners.sealing);
        Row patient = row("select sms_hash, email_hash, time_zone, authorized, encode(details, 'escape')"
                + " from person where person = 'patient'");
        assertThat(patient.getBuffer(0)).isEqualTo(persons.smsHash("+12025550142"));
        assertThat(patient.getBuffer(1)).isEqualTo(persons.emailHash("ana@example.org"));
        assertThat(patient.getString(2)).isEqualTo("America/New_York");
        assertThat(patient.getBoolean(3)).isTrue();
        assertThat(patient.getString(4)).doesNotContain("Ana").doesNotContain("5550142");
        Row caregiver = row("select authorized, language, sms_hash from person where person = 'caregiver'");
        assertThat(caregiver.getBoolean(0)).isFalse();
        assertThat(caregiver.getString(1)).isEqualTo("en");
        assertThat(caregiver.getBuffer(2)).isNull();
    }

    @Test
    void who_is_taken_off_the_case_stays_on_record_as_removed_and_may_come_back() {
        world.put("acme-hub", body());
        JsonObject alone = body();
        alone.getJsonArray("people").remove(1);
        world.put("acme-hub", alone);
        assertThat(row("select removed_at is not null from person where person = 'caregiver'")
                        .getBoolean(0))
                .isTrue();
        world.put("acme-hub", body());
        assertThat(row("select removed_at is null from person where person = 'caregiver'")
                        .getBoolean(0))
                .isTrue();
    }

    @Test
    void fan_out_is_told_of_a_new_case_and_of_another_roster_and_of_nothing_else() {
        world.put("acme-hub", body());
        world.put("acme-hub", body());
        assertThat(due()).hasSize(1);
        world.put("acme-hub", body().put("partners", listed("acme-hub", "hub", "rx-two", "specialty_pharmacy")));
        assertThat(due()).hasSize(2);
        assertThat(due().get(1).getUUID(0)).isNull();
    }

    @Test
    void what_was_parked_joins_when_the_case_lists_its_sender_as_if_accepted_then() {
        assertThat(world.milestone("rx-one", "fulfillment.ready", new JsonObject())
                        .getString("status"))
                .isEqualTo("parked");
        world.milestone("rx-two", "fulfillment.shipped", new JsonObject());
        world.partners.clocks.advance(Duration.ofHours(3));
        int unmatched = due().size();
        world.put("acme-hub", body());
        assertThat(due()).hasSize(unmatched + 2);
        List<Row> joined = world.partners.sql("select partner, accepted_at, effective_at, received_at from milestone"
                + " where accepted_at is not null");
        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).getString(0)).isEqualTo("rx-one");
        assertThat(joined.get(0).getOffsetDateTime(1).toInstant()).isEqualTo(world.partners.clocks.business());
        assertThat(joined.get(0).getOffsetDateTime(2)).isEqualTo(joined.get(0).getOffsetDateTime(3));

        world.put("acme-hub", body().put("partners", listed("acme-hub", "hub", "rx-two", "specialty_pharmacy")));
        assertThat(due()).hasSize(unmatched + 4);
        assertThat(world.tracker("acme-hub").getJsonArray("milestones")).hasSize(2);
    }

    @Test
    void a_correction_parked_after_its_event_was_accepted_takes_its_place_when_it_joins() {
        world.put("acme-hub", body());
        JsonObject first = world.milestone("rx-one", "fulfillment.ready", new JsonObject());
        JsonObject without = body().put("partners", listed("acme-hub", "hub"));
        world.put("acme-hub", without);
        assertThat(world.milestone(
                                "rx-one",
                                "fulfillment.scheduled",
                                new JsonObject(),
                                world.partners.clocks.business(),
                                Optional.of(first.getJsonObject("event").getString("id")))
                        .getString("status"))
                .isEqualTo("parked");
        assertThat(types()).containsExactly("fulfillment.ready");
        world.put("acme-hub", body());
        assertThat(types()).containsExactly("fulfillment.scheduled");
    }

    @Test
    void only_a_hub_or_manufacturer_of_the_program_that_is_on_the_case_changes_it() {
        assertProblem(world.put("far-hub", body()), 403, "not-in-program");
        assertProblem(world.put("acme-hub", "/v1/programs/nowhere/cases/C-1", body()), 403, "not-in-program");
        assertProblem(world.put("rx-one", body()), 403, "forbidden");
        world.put("acme-hub", body());
        JsonObject theirs = body().put("partners", listed("best-hub", "hub"));
        assertProblem(world.put("best-hub", theirs), 403, "not-on-case");
        assertProblem(world.put("best-hub", theirs.copy().put("colour", 1)), 403, "not-on-case");
        assertProblem(world.put("rx-one", body()), 403, "forbidden");
        assertThat(row("select partners from care_case").getArrayOfStrings(0)).containsExactly("acme-hub", "rx-one");
    }

    @Test
    void a_manufacturer_enrols_too() {
        assertThat(world.put("maker", body().put("partners", listed("maker", "manufacturer")))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void the_same_signature_again_is_answered_the_same_and_does_nothing() {
        String text = body().encode();
        var send = (java.util.function.Supplier<HttpResponse<String>>)
                () -> world.partners.signed("acme-hub/k", "PUT", CaseWorld.CASE, Optional.of(text), Optional.empty());
        HttpResponse<String> first = send.get();
        HttpResponse<String> again = send.get();
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void every_fault_is_told_with_its_pointer_and_nothing_is_kept() throws Exception {
        JsonObject bad = new JsonObject()
                .put(
                        "partners",
                        listed(
                                "rx-one",
                                "specialty_pharmacy",
                                "rx-one",
                                "specialty_pharmacy",
                                "rx-one",
                                "hub",
                                "far-hub",
                                "hub",
                                "X",
                                "hub",
                                "acme-hub",
                                "king"))
                .put(
                        "managers",
                        new JsonArray().add("zoe").add("maria").add("maria").add(7))
                .put("colour", "blue")
                .put(
                        "people",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("id", "a b")
                                        .put("relation", "friend")
                                        .put("name", "Ana\r\nBcc: x")
                                        .put("language", "¿?")
                                        .put("timeZone", "+05:00")
                                        .put("sms", new JsonObject("{\"number\":\"555-0142\",\"consent\":\"yes\"}"))
                                        .put("email", new JsonObject("{\"address\":\"a@b.c\\r\\nBcc: x@y.z\"}"))
                                        .put("quietHours", new JsonObject("{\"from\":\"9 pm\"}")))
                                .add(new JsonObject()
                                        .put("id", "p")
                                        .put("relation", "patient")
                                        .put("name", "Ana")
                                        .put("sms", new JsonObject("{\"number\":\"+12025550142\"}"))
                                        .put(
                                                "email",
                                                new JsonObject()
                                                        .put("address", "ana@example.org")
                                                        .put("smime", "rot13")
                                                        .put(
                                                                "certificate",
                                                                certificate()
                                                                        .naming("eve@example.org")
                                                                        .pem())))
                                .add(new JsonObject()
                                        .put("id", "p")
                                        .put("relation", "caregiver")
                                        .put("name", "Luis")));
        HttpResponse<String> refused = world.put("acme-hub", bad);
        assertProblem(refused, 422, "invalid");
        assertThat(PartnerWorld.json(refused).getJsonArray("errors").stream()
                        .map(error -> ((JsonObject) error).getString("pointer")))
                .containsExactlyInAnyOrder(
                        "/partners",
                        "/partners/1",
                        "/partners/2/role",
                        "/partners/3/id",
                        "/partners/4/id",
                        "/partners/5/role",
                        "/managers/0",
                        "/managers/2",
                        "/managers/3",
                        "/colour",
                        "/people/0/id",
                        "/people/0/relation",
                        "/people/0/name",
                        "/people/0/language",
                        "/people/0/timeZone",
                        "/people/0/sms/number",
                        "/people/0/sms/consent",
                        "/people/0/email/address",
                        "/people/0/quietHours/from",
                        "/people/0/quietHours/until",
                        "/people/1/timeZone",
                        "/people/1/email/smime",
                        "/people/1/email/certificate",
                        "/people/2/id");
        assertThat(world.partners.sql("select 1 from care_case")).isEmpty();
    }

    @Test
    void a_certificate_that_names_the_address_is_taken() throws Exception {
        JsonObject body = body();
        body.getJsonArray("people")
                .getJsonObject(0)
                .getJsonObject("email")
                .put("certificate", certificate().naming("ana@example.org").pem());
        assertThat(world.put("acme-hub", body).statusCode()).isEqualTo(201);
    }

    private List<String> types() {
        return world.tracker("acme-hub").getJsonArray("milestones").stream()
                .map(one -> ((JsonObject) one).getString("type"))
                .toList();
    }

    private List<Row> due() {
        return world.partners.sql("select milestone from fanout_due order by id");
    }

    private Row row(String statement) {
        return world.partners.sql(statement).get(0);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(PartnerWorld.json(response).getString("type")).isEqualTo("urn:waymark:problem:" + code);
    }
}
