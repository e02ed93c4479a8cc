package dev.waymark.gateway;

import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.identity.User;
import dev.waymark.gateway.model.UserName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Supervisors of programs.yaml whom users.yaml does not bear out. Pure. */
final class SupervisorWarnings {

    private SupervisorWarnings() {}

    /** One line each: the key in programs.yaml, what is amiss, and what to do about it. */
    static Stream<String> of(List<Program> programs, List<User> users) {
        Map<UserName, User> byName = users.stream().collect(Collectors.toMap(User::user, Function.identity()));
        return IntStream.range(0, programs.size()).boxed().flatMap(at -> {
            List<UserName> supervisors = programs.get(at).supervisors();
            return IntStream.range(0, supervisors.size())
                    .boxed()
                    .flatMap(n -> fault(supervisors.get(n), programs.get(at), byName).stream()
                            .map(fault -> "programs[" + at + "].supervisors[" + n + "]: " + fault));
        });
    }

    private static Optional<String> fault(UserName name, Program program, Map<UserName, User> users) {
        User user = users.get(name);
        if (user == null) {
            return Optional.of(name + " is not a user of users.yaml: nobody hears of what goes to that supervisor");
        }
        if (!user.managesCases()) {
            return Optional.of(name + " manages no cases: give the role supervisor in users.yaml");
        }
        return user.programs().contains(program.id())
                ? Optional.empty()
                : Optional.of(
                        name + " is not of " + program.id() + ": add it to the programs of " + name + " in users.yaml");
    }
}
