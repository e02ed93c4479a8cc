package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.tasks.SignedApi.await;
import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.WorkingHours;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Uptime;
import dev.waymark.gateway.tasks.DeliverOffered;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.SignedApi;
import dev.waymark.gateway.tasks.SignedApi.Answer;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.Tasks;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The routes of the measure over two programs, a case each, and four partners in their own zones and hours. */
final class MeasureWorld implements AutoCloseable {

    static final CaseId ORPHAN = new CaseId(new UUID(7, 1));
    static final CaseId RARE = new CaseId(new UUID(7, 2));
    static final PartnerId LISBON = new PartnerId("rx-lisbon");
    static final PartnerId KOLKATA = new PartnerId("rx-kolkata");
    static final List<PartnerId> OWNERS = List.of(OWNER, OTHER, LISBON, KOLKATA);

    /** Whose calendar is what; the first has none. */
    static final Map<String, Calendar> CALENDARS = Map.of(
            OTHER.value(),
            calendar("America/New_York", "08:00-18:00", "2026-04-03"),
            LISBON.value(),
            calendar("Europe/Lisbon", "09:30-12:00", "2026-04-06", "2026-04-25"),
            KOLKATA.value(),
            calendar("Asia/Kolkata", "00:00-24:00"));

    static final Caller.OfPerson SAM = person("sam", UserRole.SUPERVISOR, Optional.empty(), "orphan-x", "rare-y");

    private static final UUID RUN = new UUID(5, 1);

    final SignedApi api;
    final Instant start;
    private final PgTasks tasks = new PgTasks();

    MeasureWorld(Vertx vertx, Path keys) throws Exception {
        this(vertx, keys, new Programs(List.of()));
    }

    MeasureWorld(Vertx vertx, Path keys, Programs programs) throws Exception {
        api = api(vertx, keys, programs);
        start = api.clocks.business();
        await(Tasks.enrol(api.database.client(), ORPHAN, "orphan-x", "C-1", start));
        await(Tasks.enrol(api.database.client(), RARE, "rare-y", "C-2", start));
        await(Uptime.begin(api.database.client(), RUN, start));
    }

    private SignedApi api(Vertx vertx, Path keys, Programs programs) throws IOException {
        PartnerDirectory partners =
                new PartnerDirectory(OWNERS.stream().map(MeasureWorld::partner).toList());
        return new SignedApi(vertx, keys, (self, at) -> new ResponsivenessHandler(
                        vertx,
                        self.database,
                        new DeliverOffered(self.database, tasks, self.clocks, RUN),
                        new MeasureAccess(new CaseAccess(programs), partners),
                        partners,
                        programs,
                        self.clocks)
                .mount(at.router(), at.auth()));
    }

    private static Partner partner(PartnerId id) {
        return new Partner(
                id,
                id.value(),
                Set.of(PartnerRole.SPECIALTY_PHARMACY),
                Set.of(new ProgramId("orphan-x"), new ProgramId("rare-y")),
                Optional.empty(),
                List.of(),
                Optional.ofNullable(CALENDARS.get(id.value())),
                false);
    }

    private static Calendar calendar(String zone, String hours, String... holidays) {
        Map<DayOfWeek, WorkingHours> week = new EnumMap<>(Calendar.mondayToFriday(WorkingHours.of(hours)));
        week.put(DayOfWeek.SATURDAY, WorkingHours.of("10:00-11:00"));
        return new Calendar(
                ZoneId.of(zone),
                week,
                List.of(holidays).stream().map(LocalDate::parse).collect(Collectors.toSet()));
    }

    static Caller.OfPerson person(String user, UserRole role, Optional<PartnerId> partner, String... programs) {
        return person(user, Set.of(role), partner, programs);
    }

    static Caller.OfPerson person(String user, Set<UserRole> roles, Optional<PartnerId> partner, String... programs) {
        Set<ProgramId> of = List.of(programs).stream().map(ProgramId::new).collect(Collectors.toSet());
        return new Caller.OfPerson(new UserName(user), roles, of, partner);
    }

    void add(List<Task> stories) throws Exception {
        await(api.database.transaction(tx -> tasks.insert(tx, stories)));
    }

    List<RawTask> stored() throws Exception {
        return await(RawTask.all(api.database.client()));
    }

    JsonObject measure(Caller.OfPerson person, String query) throws Exception {
        return body(api.get(person, "/v1/responsiveness?" + query));
    }

    /** All pages of the tasks behind a figure. */
    List<JsonObject> tasks(Caller.OfPerson person, String query) throws Exception {
        return pages(query, target -> {
            try {
                return api.get(person, target);
            } catch (Exception e) {
                throw new AssertionError(target, e);
            }
        });
    }

    static List<JsonObject> pages(String query, Function<String, Answer> get) {
        List<JsonObject> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonObject page = body(get.apply("/v1/responsiveness/tasks?" + query + after));
            page.getJsonArray("tasks").forEach(task -> all.add((JsonObject) task));
            after = page.getString("next") == null ? null : "&after=" + page.getString("next");
        }
        return all;
    }

    static JsonObject body(Answer answer) {
        assertThat(answer.status()).as(answer.body().encode()).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() {
        api.close();
    }
}
