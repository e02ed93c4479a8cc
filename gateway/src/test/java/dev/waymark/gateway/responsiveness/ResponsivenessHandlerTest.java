package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.tasks.SignedApi.await;
import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.pg.Uptime;
import dev.waymark.gateway.tasks.DeliverOffered;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.SignedApi;
import dev.waymark.gateway.tasks.SignedApi.Answer;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.Tasks;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class ResponsivenessHandlerTest {

    private static final UUID RUN = new UUID(5, 1);
    private static final CaseId ORPHAN = new CaseId(new UUID(7, 1));
    private static final CaseId RARE = new CaseId(new UUID(7, 2));
    private static final Caller.OfPerson MARIA = person("maria", UserRole.CASE_MANAGER, Optional.empty(), "orphan-x");
    private static final Caller.OfPerson SAM =
            person("sam", UserRole.SUPERVISOR, Optional.empty(), "orphan-x", "rare-y");
    private static final Caller.OfPerson JANE = person("jane", UserRole.PARTNER, Optional.of(OWNER), "orphan-x");
    private static final Caller.OfPerson NOBODY = person("nobody", UserRole.PARTNER, Optional.empty(), "orphan-x");

    private static final Programs PROGRAMS = new Programs(List.of());

    @TempDir
    private Path keys;

    private final PartnerDirectory partners = new PartnerDirectory(List.of());

    private final PgTasks tasks = new PgTasks();
    private SignedApi api;
    private Instant start;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        api = new SignedApi(vertx, keys, (self, at) -> new ResponsivenessHandler(
                        vertx,
                        self.database,
                        new DeliverOffered(self.database, tasks, self.clocks, RUN),
                        new MeasureAccess(new CaseAccess(PROGRAMS), partners),
                        partners,
                        PROGRAMS,
                        self.clocks)
                .mount(at.router(), at.auth()));
        start = api.clocks.business();
        await(Tasks.enrol(api.database.client(), ORPHAN, "orphan-x", "C-1", start));
        await(Tasks.enrol(api.database.client(), RARE, "rare-y", "C-2", start));
        await(Uptime.begin(api.database.client(), RUN, start));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_partner_gets_its_own_rows_whatever_it_asks_for() throws Exception {
        oneTaskEach();

        assertThat(keys(api.get(OWNER, "/v1/responsiveness"))).containsExactly("rx-one");
        assertThat(keys(api.get(OWNER, "/v1/responsiveness?partner=acme-hub"))).containsExactly("rx-one");
        assertThat(keys(api.get(JANE, "/v1/responsiveness?partner=acme-hub"))).containsExactly("rx-one");
        assertThat(keys(api.get(new PartnerId("stranger"), "/v1/responsiveness")))
                .isEmpty();
        assertThat(keys(api.get(NOBODY, "/v1/responsiveness"))).isEmpty();
    }

    @Test
    void people_get_the_tasks_of_their_programs() throws Exception {
        oneTaskEach();

        assertThat(requested(api.get(MARIA, "/v1/responsiveness"))).containsExactly(1L, 1L);
        assertThat(requested(api.get(SAM, "/v1/responsiveness"))).containsExactly(2L, 2L);
        assertThat(requested(api.get(SAM, "/v1/responsiveness?program=rare-y&partner=rx-one")))
                .containsExactly(1L);
        assertThat(keys(api.get(MARIA, "/v1/responsiveness?program=rare-y"))).isEmpty();
    }

    @Test
    void from_is_part_of_the_time_asked_for_and_until_is_not() throws Exception {
        oneTaskEach();
        String from = dev.waymark.gateway.http.Times.write(start);
        String later = dev.waymark.gateway.http.Times.write(start.plusMillis(1));

        assertThat(requested(api.get(OWNER, "/v1/responsiveness?from=" + from + "&until=" + later)))
                .containsExactly(2L);
        assertThat(requested(api.get(OWNER, "/v1/responsiveness?from=" + later)))
                .isEmpty();
        assertThat(requested(api.get(OWNER, "/v1/responsiveness?until=" + from)))
                .isEmpty();
    }

    @Test
    void the_answer_has_every_figure() throws Exception {
        oneTaskEach();
        api.clocks.advance(Duration.ofHours(30));

        JsonObject answer =
                api.get(OWNER, "/v1/responsiveness?program=orphan-x").body();

        assertThat(answer)
                .isEqualTo(new JsonObject()
                        .put("asOf", "2026-03-12T21:00:00.000Z")
                        .put("within", "PT24H")
                        .put("clock", "elapsed")
                        .put("groupBy", "partner")
                        .putNull("target")
                        .put(
                                "rows",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("key", "rx-one")
                                                .put("requested", 1)
                                                .put("due", 1)
                                                .put("pending", 0)
                                                .put("pendingAnswered", 0)
                                                .put("cancelled", 0)
                                                .put("undeliverable", 0)
                                                .put("acknowledged", 0)
                                                .put("acknowledgedWithin", 0)
                                                .put("answeredByHold", 0)
                                                .put("answeredAtOnce", 0)
                                                .put("responseRate", 0.0)
                                                .put("completedWithin", 0)
                                                .putNull("medianSeconds")
                                                .putNull("p90Seconds")
                                                .put("overdue", 1))));
    }

    @Test
    void who_shuts_its_endpoint_is_due_all_the_same() throws Exception {
        oneTaskEach();
        api.clocks.advance(Duration.ofHours(28));

        JsonObject row = api.get(OWNER, "/v1/responsiveness?program=orphan-x")
                .body()
                .getJsonArray("rows")
                .getJsonObject(0);
        assertThat(row.getInteger("due")).isEqualTo(1);
        assertThat(row.getInteger("undeliverable")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "within=24h, /within",
        "within=PT0S, /within",
        "within=-PT1H, /within",
        "within=P367D, /within",
        "from=yesterday, /from",
        "until=2026-13-01T00:00:00Z, /until",
        "from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z, /until",
        "groupBy=owner, /groupBy",
        "groupBy=, /groupBy",
        "clock=atomic, /clock",
        "asOf=2027-01-01T00:00:00Z, /asOf",
        "program=A, /program",
        "partner=x, /partner",
        "groupby=week, /groupby",
        "within=PT1H&within=PT2H, /within"
    })
    void a_query_that_is_none_names_its_fault(String query, String pointer) throws Exception {
        Answer answer = api.get(OWNER, "/v1/responsiveness?" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource({
        "class=late, /class",
        "key=%00, /key",
        "limit=0, /limit",
        "limit=1001, /limit",
        "limit=-1, /limit",
        "after=1, /after",
        "after=1.2.3, /after",
        "after=99999999999999.1.00000000-0000-0001-0000-000000000001, /after",
        "atLeast=1h, /atLeast",
        "below=, /below",
        "below=PT2562047788015215H, /below",
        "atLeast=-PT1S, /atLeast",
        "within=24h, /within",
        "bucket=1, /bucket"
    })
    void a_query_for_tasks_that_is_none_names_its_fault(String query, String pointer) throws Exception {
        Answer answer = api.get(OWNER, "/v1/responsiveness/tasks?" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void by_milestone_the_code_that_asks_is_the_key() throws Exception {
        await(api.database
                .client()
                .preparedQuery("""
                        insert into milestone (case_id, id, partner, event_id, code, occurred_at, effective_at, received_at)
                        values ($1, $2, 'acme-hub', 'e-1', 'prior-auth.info-requested', $3, $3, $3)
                        """)
                .execute(Tuple.of(ORPHAN.value(), new UUID(2, 1), Times.of(start))));
        oneTaskEach();

        assertThat(keys(api.get(SAM, "/v1/responsiveness?groupBy=milestone&partner=rx-one")))
                .containsExactly("none", "prior-auth.info-requested");
    }

    /** One for each partner on each case, at the start. */
    private void oneTaskEach() throws Exception {
        List<Task> asked = List.of(
                Tasks.requested(1, ORPHAN, OWNER, start),
                Tasks.requested(2, ORPHAN, OTHER, start),
                Tasks.requested(3, RARE, OWNER, start),
                Tasks.requested(4, RARE, OTHER, start));
        await(api.database.transaction(tx -> tasks.insert(tx, asked)));
    }

    private static List<String> keys(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().getJsonArray("rows").stream()
                .map(row -> ((JsonObject) row).getString("key"))
                .toList();
    }

    private static List<Long> requested(Answer answer) {
        return answer.body().getJsonArray("rows").stream()
                .map(row -> ((JsonObject) row).getLong("requested"))
                .toList();
    }

    private static Caller.OfPerson person(String user, UserRole role, Optional<PartnerId> partner, String... programs) {
        Set<ProgramId> of = new HashSet<>();
        for (String program : programs) {
            of.add(new ProgramId(program));
        }
        return new Caller.OfPerson(new UserName(user), Set.of(role), of, partner);
    }
}
