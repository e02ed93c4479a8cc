package dev.waymark.gateway.console;

import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.identity.SessionSettings;
import dev.waymark.gateway.identity.User;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.MilestonePolicy;
import dev.waymark.gateway.journey.Stage;
import dev.waymark.gateway.journey.TaskPolicy;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.rendering.MilestoneWords;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;

/** What the console must know to speak like people: names, titles, stages, targets; of the person's own programs. Thread-safe. */
public final class ConsoleSession {

    private static final String LANGUAGE = "en";

    private final Users users;
    private final Programs programs;
    private final PartnerDirectory partners;
    private final Supplier<Journey> journey;
    private final Supplier<MilestoneWords> words;
    private final SessionSettings settings;

    public ConsoleSession(
            Users users,
            SessionSettings settings,
            Programs programs,
            PartnerDirectory partners,
            Supplier<Journey> journey,
            Supplier<MilestoneWords> words) {
        this.users = users;
        this.settings = settings;
        this.programs = programs;
        this.partners = partners;
        this.journey = journey;
        this.words = words;
    }

    JsonObject of(Caller.OfPerson person) {
        Set<ProgramId> mine = programsOf(person);
        JsonArray roles = new JsonArray();
        person.roles().stream().map(UserRole::wire).sorted().forEach(roles::add);
        return new JsonObject()
                .put("user", person.user().value())
                .put(
                        "name",
                        users.find(person.user())
                                .map(User::name)
                                .orElse(person.user().value()))
                .put("roles", roles)
                .put("partner", person.partner().map(PartnerId::value).orElse(null))
                .put("idleSeconds", settings.idle().toSeconds())
                .put("colleagues", person.managesCases() ? colleagues(person) : new JsonArray())
                .put("programs", programs(mine))
                .put("partners", partners(mine))
                .put(
                        "stages",
                        new JsonArray(
                                journey.get().stages().stream().map(Stage::name).toList()))
                .put("milestones", milestones())
                .put("actions", actions());
    }

    /** Who works at a partner is where that partner is. */
    private Set<ProgramId> programsOf(Caller.OfPerson person) {
        return person.has(UserRole.PARTNER)
                ? person.partner()
                        .flatMap(partners::find)
                        .map(Partner::programs)
                        .orElse(Set.of())
                : person.programs();
    }

    /** Who may manage cases of the person's programs: those to whom a case can be handed. */
    private JsonArray colleagues(Caller.OfPerson person) {
        JsonArray all = new JsonArray();
        for (User user : users.all()) {
            if (user.managesCases() && !Collections.disjoint(user.programs(), person.programs())) {
                all.add(new JsonObject().put("user", user.user().value()).put("name", user.name()));
            }
        }
        return all;
    }

    private JsonArray programs(Set<ProgramId> of) {
        JsonArray all = new JsonArray();
        of.stream().map(ProgramId::value).sorted().map(ProgramId::new).forEach(id -> {
            Program.Target target = programs.find(id).target();
            all.add(new JsonObject()
                    .put("id", id.value())
                    .put(
                            "target",
                            new JsonObject()
                                    .put("within", target.within().toString())
                                    .put("rate", target.rate())));
        });
        return all;
    }

    private JsonObject partners(Set<ProgramId> of) {
        JsonObject names = new JsonObject();
        for (Partner partner : partners.all()) {
            if (!Collections.disjoint(partner.programs(), of)) {
                names.put(partner.id().value(), partner.name());
            }
        }
        return names;
    }

    private JsonObject milestones() {
        JsonObject titles = new JsonObject();
        for (MilestoneCode code : journey.get().codes()) {
            titles.put(code.value(), words.get().title(code, LANGUAGE));
        }
        return titles;
    }

    private JsonObject actions() {
        JsonObject asked = new JsonObject();
        Journey now = journey.get();
        for (MilestoneCode code : now.codes()) {
            now.policy(code)
                    .flatMap(MilestonePolicy::task)
                    .map(TaskPolicy::action)
                    .ifPresent(action -> asked.put(action.value(), words.get().action(action, LANGUAGE)));
        }
        return asked;
    }
}
