package dev.waymark.gateway.cases;

import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.partners.PhoneNumbers;
import dev.waymark.gateway.partners.Places;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads programs.yaml (protocol, section 12). */
public final class ProgramsYaml {

    private ProgramsYaml() {}

    /**
     * The programs of the file; those at fault are left out, their faults are with the reading of {@code file}.
     *
     * @param textProviders the names that {@code sms} may have
     */
    public static List<Program> read(Section file, Set<String> textProviders) {
        List<Program> programs = new ArrayList<>();
        Set<ProgramId> seen = new HashSet<>();
        for (Section entry : file.sections("programs")) {
            program(entry, seen, textProviders).ifPresent(programs::add);
        }
        file.done();
        return programs;
    }

    private static Optional<Program> program(Section entry, Set<ProgramId> seen, Set<String> textProviders) {
        var id = entry.value("id", ProgramId::new)
                .check(seen::add, "stands here twice: leave one")
                .required();
        Program defaults = Program.defaults(id.or(new ProgramId("none")));
        var publicName = entry.text("publicName")
                .check(
                        name -> name.length() <= 60 && name.chars().noneMatch(Character::isISOControl),
                        "must be one line of at most 60 characters");
        var phone = entry.value("phone", PhoneNumbers::read);
        var language = entry.value("language", Places::language);
        var zone = entry.value("timeZone", Places::zone);
        Section target = entry.section("target");
        Program.Target aim = new Program.Target(
                target.duration("within", defaults.target().within()),
                target.decimal("rate", 0, 1, defaults.target().rate()));
        target.done();
        var verify = entry.word("verify", Program.Verify.class);
        var textProvider = entry.text("sms")
                .check(textProviders::contains, "must name one of the providers that waymark.yaml has under sms");
        List<UserName> supervisors = entry.values("supervisors", UserName::new);
        return entry.build(() -> new Program(
                id.get(),
                publicName.or(defaults.publicName()),
                phone.optional(),
                language.or(defaults.language()),
                zone.or(defaults.timeZone()),
                aim,
                verify.or(defaults.verify()),
                textProvider.optional(),
                supervisors));
    }
}
