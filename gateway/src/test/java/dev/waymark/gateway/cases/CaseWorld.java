package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.intake.Intake;
import dev.waymark.gateway.intake.IntakeSettings;
import dev.waymark.gateway.intake.MilestonesHandler;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.Journeys;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerWorld;
import dev.waymark.gateway.signing.RememberedAnswers;
import dev.waymark.gateway.tasks.PgTasks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two hubs, two pharmacies and a manufacturer of one program, its people, and the routes of cases and milestones; fan-out
 * does not run, so what is left for it can be seen.
 */
final class CaseWorld implements AutoCloseable {

    static final String CASE = "/v1/programs/orphan-x/cases/C-1001";

    private static final Map<String, ProgramId> USERS = Map.of(
            "maria", new ProgramId("orphan-x"),
            "paul", new ProgramId("orphan-x"),
            "zoe", new ProgramId("second"));

    final PartnerWorld partners;
    final AtomicInteger woken = new AtomicInteger();
    final Journey journey = Journeys.shipped();
    private final AtomicInteger events = new AtomicInteger();

    CaseWorld() {
        partners = new PartnerWorld(this::routes);
        StringBuilder yaml = new StringBuilder("partners:\n");
        partner(yaml, "acme-hub", "hub", "orphan-x");
        partner(yaml, "best-hub", "hub", "orphan-x");
        partner(yaml, "rx-one", "specialty_pharmacy", "orphan-x");
        partner(yaml, "rx-two", "specialty_pharmacy", "orphan-x");
        partner(yaml, "maker", "manufacturer", "orphan-x");
        partner(yaml, "far-hub", "hub", "second");
        partners.file(yaml.toString());
        partners.person("maria", Set.of(UserRole.CASE_MANAGER), "orphan-x")
                .person("paul", Set.of(UserRole.CASE_MANAGER), "orphan-x")
                .person("sam", Set.of(UserRole.CASE_MANAGER), "orphan-x")
                .person("sue", Set.of(UserRole.SUPERVISOR), "orphan-x")
                .person("far", Set.of(UserRole.SUPERVISOR), "second")
                .person("root", Set.of(UserRole.ADMIN), "orphan-x")
                .partnerUser("jane", "rx-one", "orphan-x")
                .partnerUser("joe", "rx-two", "orphan-x");
    }

    private void partner(StringBuilder yaml, String id, String role, String program) {
        yaml.append("  - {id: %s, name: %s, roles: [%s], programs: [%s], keys: [%s]}\n"
                .formatted(id, id, role, program, partners.jwk(id + "/k")));
    }

    private void routes(Router router, PartnerWorld world) {
        Programs programs = new Programs(List.of(new Program(
                new ProgramId("orphan-x"),
                "Care Team",
                Optional.empty(),
                "en",
                ZoneId.of("UTC"),
                new Program.Target(Duration.ofHours(24), 0.98),
                Program.Verify.NONE,
                Optional.empty(),
                List.of(new UserName("sam")))));
        PgPersons persons = new PgPersons(world.sealing);
        PgTasks tasks = new PgTasks();
        CaseAccess access = new CaseAccess(programs);
        CaseReading reading = new CaseReading(world.database, access, world.sealing, persons, tasks, () -> journey);
        var auth = world.auth();
        new EnrolHandler(
                        new RememberedAnswers(world.database, world.seen, world.sealing, world.clocks),
                        world.directory,
                        (user, program) -> program.equals(USERS.get(user.value())),
                        programs,
                        persons,
                        world.ids,
                        world.clocks,
                        woken::incrementAndGet)
                .mount(router, auth);
        new TrackerHandler(reading, world.directory, () -> journey, world.clocks).mount(router, auth);
        new TimelineHandler(reading, new PgNotifications(), world.directory, () -> journey, world.clocks)
                .mount(router, auth);
        new CasesHandler(
                        world.database,
                        access,
                        new ReadCases(world.sealing, tasks),
                        world.directory,
                        () -> journey,
                        world.clocks)
                .mount(router, auth);
        new MilestonesHandler(
                        id -> world.directory.find(id).map(Partner::programs).orElse(Set.of()),
                        () -> journey,
                        world.sealing,
                        world.clocks,
                        new RateLimits(world.clocks, 0, 1),
                        new Intake(
                                world.database,
                                world.sealing,
                                world.clocks,
                                world.ids,
                                () -> {},
                                IntakeSettings.DEFAULTS))
                .mount(router, auth);
    }

    /** A case as the protocol shows it. */
    static JsonObject body() {
        return new JsonObject()
                .put("partners", listed("acme-hub", "hub", "rx-one", "specialty_pharmacy"))
                .put("managers", new JsonArray().add("maria"))
                .put(
                        "people",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("id", "patient")
                                        .put("relation", "patient")
                                        .put("name", "Ana Diaz")
                                        .put("language", "es")
                                        .put("timeZone", "America/New_York")
                                        .put("sms", new JsonObject("{\"number\":\"+12025550142\",\"consent\":true}"))
                                        .put(
                                                "email",
                                                new JsonObject("{\"address\":\"Ana@example.org\",\"consent\":true}"))
                                        .put("quietHours", new JsonObject("{\"from\":\"20:00\",\"until\":\"09:00\"}")))
                                .add(new JsonObject()
                                        .put("id", "caregiver")
                                        .put("relation", "caregiver")
                                        .put("name", "Luis Diaz")));
    }

    /** {@code id, role, id, role …} */
    static JsonArray listed(String... words) {
        JsonArray listed = new JsonArray();
        for (int i = 0; i < words.length; i += 2) {
            listed.add(new JsonObject().put("id", words[i]).put("role", words[i + 1]));
        }
        return listed;
    }

    HttpResponse<String> put(String partner, JsonObject body) {
        return put(partner, CASE, body);
    }

    HttpResponse<String> put(String partner, String target, JsonObject body) {
        return partners.signed(partner + "/k", "PUT", target, Optional.of(body.encode()));
    }

    HttpResponse<String> signedGet(String partner, String target) {
        return partners.signed(partner + "/k", "GET", target, Optional.empty());
    }

    JsonObject tracker(String partner) {
        HttpResponse<String> response = signedGet(partner, CASE);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.body());
        }
        return PartnerWorld.json(response);
    }

    /** A milestone that happens now; gives the answer. */
    JsonObject milestone(String partner, String code, JsonObject data) {
        return milestone(partner, code, data, partners.clocks.business(), Optional.empty());
    }

    JsonObject milestone(String partner, String code, JsonObject data, Instant time, Optional<String> corrects) {
        JsonObject event = new JsonObject()
                .put("specversion", "1.0")
                .put("id", "evt-" + events.incrementAndGet())
                .put("source", "/partners/" + partner)
                .put("type", "waymark.milestone." + code)
                .put("subject", "orphan-x/C-1001")
                .put("time", Times.write(time))
                .put("data", data);
        corrects.ifPresent(id -> event.put("correctionof", id));
        HttpResponse<String> response = partners.signed(
                partner + "/k",
                "POST",
                "/v1/milestones",
                "application/cloudevents+json",
                Optional.of(event.encode()),
                Optional.empty());
        if (response.statusCode() != 202) {
            throw new AssertionError(response.body());
        }
        return PartnerWorld.json(response);
    }

    CaseId caseId() {
        return new CaseId(partners.sql("select id from care_case where code = 'C-1001'")
                .get(0)
                .getUUID(0));
    }

    @Override
    public void close() {
        partners.close();
    }
}
