package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A program of programs.yaml (protocol, section 12).
 *
 * @param publicName all that texts, plain mail, subjects and link pages say of the sender, with {@code phone}
 * @param language BCP 47, for whoever has none of their own
 * @param timeZone for whoever has none of their own
 * @param target the response rate that the program is held to
 * @param verify whether the page behind a link asks for a code first
 * @param textProvider who carries its texts, of those that waymark.yaml names; empty: the default one
 * @param supervisors manage the cases that list no manager, and see all
 */
public record Program(
        ProgramId id,
        String publicName,
        Optional<String> phone,
        String language,
        ZoneId timeZone,
        Target target,
        Verify verify,
        Optional<String> textProvider,
        List<UserName> supervisors) {

    /** What share of requests is to be answered, within what time. */
    public record Target(Duration within, double rate) {}

    /** Whether six digits are texted and asked for before a message is shown (section 8). */
    public enum Verify {
        NONE,
        CODE
    }

    public Program {
        supervisors = List.copyOf(supervisors);
    }

    /** What a program has that programs.yaml does not name. */
    static Program defaults(ProgramId id) {
        return new Program(
                id,
                "Care Team",
                Optional.empty(),
                "en",
                ZoneId.of("UTC"),
                new Target(Duration.ofHours(24), 0.98),
                Verify.NONE,
                Optional.empty(),
                List.of());
    }
}
