package dev.waymark.gateway.console;

import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.TextField;
import dev.waymark.gateway.identity.User;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads which cases are to go from whom to whom, and refuses what its caller may not do. Thread-safe. */
final class ReadHandover {

    private static final int MOST = 500;

    private final Users users;
    private final Ids ids;
    private final Clocks clocks;

    ReadHandover(Users users, Ids ids, Clocks clocks) {
        this.users = users;
        this.ids = ids;
        this.clocks = clocks;
    }

    /** All cases of somebody, in the programs of which another may manage cases. */
    record All(UserName from, List<String> programs) {}

    Handover of(Fields body, Caller.OfPerson person) {
        Instant now = clocks.business();
        Optional<UserName> to = body.text("to").required(UserName::new);
        UserName from = body.text("from").optional(UserName::new).orElse(person.user());
        Optional<Instant> until = body.text("until").time();
        boolean all = body.bool("all").orElse(false);
        List<String> cases = cases(body);
        if (all != cases.isEmpty()) {
            body.fault("/cases", "must name cases, or \"all\": true stand instead");
        }
        until.filter(time -> !time.isAfter(now)).ifPresent(time -> body.fault("/until", "must be after now"));
        to.filter(from::equals).ifPresent(same -> body.fault("/to", "has them already"));
        List<String> programs = to.map(user -> programs(person, user)).orElse(List.of());
        if (to.isPresent() && programs.isEmpty()) {
            body.fault("/to", "is no user who manages cases of your programs");
        }
        body.done().orThrow();
        checkMayGive(person, from);
        return new Handover(
                ids.next(),
                from,
                to.orElseThrow(),
                person.user(),
                all ? Optional.empty() : Optional.of(cases),
                programs,
                now,
                until);
    }

    /** The parameters {@code from} and {@code to}. */
    All all(MultiMap query, Caller.OfPerson person) {
        UserName from = user(query, "from").orElse(person.user());
        UserName to = user(query, "to").orElseThrow(() -> Problem.invalid("/to", "must be given"));
        checkMayGive(person, from);
        return new All(from, programs(person, to));
    }

    private static Optional<UserName> user(MultiMap query, String name) {
        try {
            return Optional.ofNullable(query.get(name)).map(UserName::new);
        } catch (IllegalArgumentException noName) {
            throw Problem.invalid("/" + name, "must be the name of a user");
        }
    }

    private static void checkMayGive(Caller.OfPerson person, UserName from) {
        if (!from.equals(person.user()) && !person.has(UserRole.SUPERVISOR)) {
            throw Problem.of(403, "role", "Not for you", "Only a supervisor hands over another's cases");
        }
    }

    /** Of the giver's programs, those whose cases the other may manage. */
    private List<String> programs(Caller.OfPerson person, UserName to) {
        return users.find(to)
                .filter(User::managesCases)
                .map(user -> person.programs().stream()
                        .filter(user.programs()::contains)
                        .map(ProgramId::value)
                        .toList())
                .orElse(List.of());
    }

    /** The member {@code cases}: {@code <program>/<case>} each. */
    private static List<String> cases(Fields body) {
        List<TextField> fields = body.texts("cases");
        if (fields.size() > MOST) {
            body.fault("/cases", "must have at most " + MOST + " entries");
        }
        return fields.stream().flatMap(field -> field.optional().stream()).toList();
    }
}
