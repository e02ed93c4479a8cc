package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.responsiveness.MeasureWorld.LISBON;
import static dev.waymark.gateway.responsiveness.MeasureWorld.ORPHAN;
import static dev.waymark.gateway.responsiveness.MeasureWorld.RARE;
import static dev.waymark.gateway.responsiveness.MeasureWorld.SAM;
import static dev.waymark.gateway.responsiveness.MeasureWorld.person;
import static dev.waymark.gateway.tasks.SignedApi.await;
import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.tasks.SignedApi.Answer;
import dev.waymark.gateway.tasks.Tasks;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of caller on every route of the measure, whatever it asks for. */
@ExtendWith(VertxExtension.class)
class MeasureAccessTest {

    /** orphan-x is held to less than what is usual, and sue supervises rare-y by its own entry. */
    private static final Programs PROGRAMS = new Programs(List.of(
            program("orphan-x", new Program.Target(Duration.ofHours(48), 0.9)),
            program("rare-y", new Program.Target(Duration.ofHours(24), 0.98), new UserName("sue"))));

    @TempDir
    private Path keys;

    private MeasureWorld world;

    /** Who asks, and which tasks, of case and partner, are within reach. */
    record Reach(
            String who,
            Caller.@Nullable OfPerson person,
            @Nullable PartnerId partner,
            Set<String> tasks) {
        @Override
        public String toString() {
            return who;
        }
    }

    static Stream<Reach> reaches() {
        return Stream.of(
                new Reach("rx-one, signed", null, OWNER, Set.of("orphan-x rx-one", "rare-y rx-one")),
                new Reach("a partner asked nothing, signed", null, LISBON, Set.of()),
                new Reach("a stranger, signed", null, new PartnerId("stranger"), Set.of()),
                reach(person("jane", UserRole.PARTNER, Optional.of(OWNER)), "orphan-x rx-one", "rare-y rx-one"),
                reach(
                        person("joe", Set.of(UserRole.PARTNER, UserRole.SUPERVISOR), Optional.of(OTHER), "orphan-x"),
                        "orphan-x acme-hub",
                        "rare-y acme-hub"),
                reach(person("nobody", UserRole.PARTNER, Optional.empty(), "orphan-x")),
                reach(
                        person("maria", UserRole.CASE_MANAGER, Optional.empty(), "orphan-x"),
                        "orphan-x rx-one",
                        "orphan-x acme-hub"),
                reach(SAM, "orphan-x rx-one", "orphan-x acme-hub", "rare-y rx-one", "rare-y acme-hub"),
                reach(person("oz", UserRole.OPERATOR, Optional.empty(), "rare-y"), "rare-y rx-one", "rare-y acme-hub"),
                reach(person("ada", UserRole.ADMIN, Optional.empty())),
                reach(person("far", UserRole.SUPERVISOR, Optional.empty(), "other-z")));
    }

    private static Reach reach(Caller.OfPerson person, String... tasks) {
        return new Reach(person.user() + " " + person.roles(), person, null, Set.of(tasks));
    }

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        world = new MeasureWorld(vertx, keys, PROGRAMS);
        world.add(List.of(
                Tasks.requested(1, ORPHAN, OWNER, world.start),
                Tasks.requested(2, ORPHAN, OTHER, world.start),
                Tasks.requested(3, RARE, OWNER, world.start),
                Tasks.requested(4, RARE, OTHER, world.start)));
        world.api.clocks.advance(Duration.ofDays(3));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @MethodSource("reaches")
    void nobody_reaches_more_than_its_own_whatever_it_asks_for(Reach reach) throws Exception {
        Set<String> own = reach.tasks();
        for (String query : List.of("", "partner=acme-hub", "partner=rx-one", "program=rare-y", "program=other-z")) {
            Set<String> asked = own.stream()
                    .filter(task -> !query.startsWith("program=") || task.startsWith(query.substring(8)))
                    .filter(task ->
                            !query.startsWith("partner=") || isPartner(reach) || task.endsWith(query.substring(8)))
                    .collect(Collectors.toSet());
            assertThat(tasks(reach, query)).as(query).isEqualTo(asked);
            assertThat(sum(get(reach, "", query), "requested")).as(query).isEqualTo(asked.size());
            assertThat(sum(get(reach, "/distribution", query), "due")).as(query).isEqualTo(asked.size());
        }
    }

    @Test
    void people_without_a_role_get_nothing() throws Exception {
        Caller.OfPerson plain = person("plain", Set.of(), Optional.empty(), "orphan-x", "rare-y");

        for (String route : List.of("", "/tasks", "/distribution")) {
            assertThat(world.api.get(plain, "/v1/responsiveness" + route).status())
                    .as(route)
                    .isEqualTo(403);
        }
    }

    @Test
    void the_next_page_of_another_shows_no_more_than_ones_own() throws Exception {
        String next = MeasureWorld.body(world.api.get(SAM, "/v1/responsiveness/tasks?limit=1"))
                .getString("next");

        assertThat(MeasureWorld.pages("after=" + next, target -> {
                    try {
                        return world.api.get(OWNER, target);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }))
                .extracting(task -> task.getString("owner"))
                .containsOnly("rx-one");
    }

    @Test
    void a_case_is_named_to_who_may_see_it() throws Exception {
        await(world.api
                .database
                .client()
                .query("update care_case set managers = '{maria}' where code = 'C-1'")
                .execute());
        Caller.OfPerson maria = person("maria", UserRole.CASE_MANAGER, Optional.empty(), "orphan-x", "rare-y");
        Caller.OfPerson paul = person("paul", UserRole.CASE_MANAGER, Optional.empty(), "orphan-x", "rare-y");
        Caller.OfPerson sue = person("sue", UserRole.CASE_MANAGER, Optional.empty(), "orphan-x", "rare-y");

        assertThat(cases(maria)).containsExactly("orphan-x/C-1", "orphan-x/C-1", null, null);
        assertThat(cases(paul)).containsOnlyNulls().hasSize(4);
        assertThat(cases(sue)).containsExactly(null, null, "rare-y/C-2", "rare-y/C-2");
        assertThat(cases(SAM)).doesNotContainNull().hasSize(4);
        assertThat(cases(person("jane", UserRole.PARTNER, Optional.of(OWNER))))
                .containsExactly("orphan-x/C-1", "rare-y/C-2");
    }

    @Test
    void the_target_is_that_of_the_programs_in_question_where_they_agree() throws Exception {
        assertThat(target(SAM, "")).isNull();
        assertThat(target(SAM, "program=orphan-x"))
                .isEqualTo(new JsonObject().put("within", "PT48H").put("rate", 0.9));
        assertThat(target(SAM, "program=rare-y"))
                .isEqualTo(new JsonObject().put("within", "PT24H").put("rate", 0.98));
        assertThat(target(person("maria", UserRole.CASE_MANAGER, Optional.empty(), "orphan-x"), ""))
                .isEqualTo(new JsonObject().put("within", "PT48H").put("rate", 0.9));
        assertThat(target(person("maria", UserRole.CASE_MANAGER, Optional.empty(), "orphan-x"), "program=rare-y"))
                .isNull();
        assertThat(MeasureWorld.body(world.api.get(OWNER, "/v1/responsiveness?program=orphan-x"))
                        .getJsonObject("target"))
                .isEqualTo(new JsonObject().put("within", "PT48H").put("rate", 0.9));
    }

    private @Nullable JsonObject target(Caller.OfPerson person, String query) throws Exception {
        return world.measure(person, query).getJsonObject("target");
    }

    private List<String> cases(Caller.OfPerson person) throws Exception {
        return world.tasks(person, "limit=1").stream()
                .map(task -> task.getString("case"))
                .toList();
    }

    private static boolean isPartner(Reach reach) {
        return reach.person() == null || reach.person().has(UserRole.PARTNER);
    }

    private Set<String> tasks(Reach reach, String query) throws Exception {
        return get(reach, "/tasks", query).getJsonArray("tasks").stream()
                .map(JsonObject.class::cast)
                .map(task -> task.getString("program") + " " + task.getString("owner"))
                .collect(Collectors.toSet());
    }

    private JsonObject get(Reach reach, String route, String query) throws Exception {
        String target = "/v1/responsiveness" + route + (query.isEmpty() ? "" : "?" + query);
        PartnerId partner = reach.partner();
        Caller.OfPerson person = reach.person();
        Answer answer = partner != null
                ? world.api.get(partner, target)
                : world.api.get(java.util.Objects.requireNonNull(person), target);
        return MeasureWorld.body(answer);
    }

    private static long sum(JsonObject answer, String figure) {
        return answer.getJsonArray("rows").stream()
                .mapToLong(row -> ((JsonObject) row).getLong(figure))
                .sum();
    }

    private static Program program(String id, Program.Target target, UserName... supervisors) {
        return new Program(
                new ProgramId(id),
                "Care Team",
                Optional.empty(),
                "en",
                ZoneId.of("UTC"),
                target,
                Program.Verify.NONE,
                Optional.empty(),
                List.of(supervisors));
    }
}
