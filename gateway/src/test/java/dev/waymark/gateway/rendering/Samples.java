package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The shipped templates, and something to say. */
final class Samples {

    static final Templates SHIPPED = Templates.load(Optional.empty());
    static final Rendering RENDERING = new Rendering(SHIPPED);
    static final List<String> LANGUAGES = List.of("en", "es");
    static final String LINK = "https://messages.care-team.example/a/AbCdEfGhIjKlMnOpQrStUv";
    static final List<String> REPLIES = List.of("stop", "start", "help", "passed-on", "acknowledged", "code");

    private Samples() {}

    /** What is always known; nothing that is missing at times. */
    static RenderingContext.With little() {
        return RenderingContext.from("Care Team", Optional.empty(), ZoneId.of("America/New_York"))
                .link(URI.create(LINK))
                .code("123456")
                .milestone(Optional.of(new MilestoneCode("prior-auth.approved")))
                .caseCode(Optional.of("C-1001"));
    }

    /** All that can be known, of which most may be said to few. */
    static RenderingContext.With everything() {
        return RenderingContext.from("Care Team", Optional.of("+18005550100"), ZoneId.of("America/New_York"))
                .link(URI.create(LINK))
                .unsubscribeLink(Optional.of(URI.create("https://messages.care-team.example/u/xyz")))
                .code("123456")
                .personName(Optional.of("Ana Diaz"))
                .milestone(Optional.of(new MilestoneCode("prior-auth.info-requested")))
                .expectedBy(Optional.of(Instant.parse("2026-11-24T03:30:00Z")))
                .action(Optional.of(new Action("provide-information")))
                .dueAt(Optional.of(Instant.parse("2026-11-24T03:30:00Z")))
                .caseCode(Optional.of("C-1001"))
                .partnerName(Optional.of("Rx One Specialty Pharmacy"))
                .note(Optional.of("Payer asks for chart notes"))
                .reason(Optional.of("clinical-documentation"))
                .conversation(Conversation.NONE
                        .postedAt(Instant.parse("2026-11-23T03:30:00Z"))
                        .answerTo("Rx One Specialty Pharmacy")
                        .answer(Optional.of("They go out today"))
                        .unsent(Optional.of("They went out yesterday"))
                        .tooLong(2_001)
                        .fault(Conversation.Fault.MISSING)
                        .fault(Conversation.Fault.UNREADABLE)
                        .fault(Conversation.Fault.NO_ROOM));
    }

    /** Every code of the shipped journey. */
    static Set<MilestoneCode> codes() {
        Set<MilestoneCode> codes = new TreeSet<>();
        journey().keySet().forEach(code -> codes.add(new MilestoneCode(code)));
        return codes;
    }

    /** Those that tell a patient or a caregiver. */
    static Set<MilestoneCode> toldCodes() {
        Set<MilestoneCode> codes = new TreeSet<>();
        journey().forEach((code, section) -> {
            List<String> told = section.values("tell", text -> text);
            if (told.contains("patient") || told.contains("caregiver")) {
                codes.add(new MilestoneCode(code));
            }
        });
        return codes;
    }

    private static java.util.Map<String, Section> journey() {
        try (InputStream in = Samples.class.getResourceAsStream("/conf/journey.yaml")) {
            if (in == null) {
                throw new AssertionError("the journey is not packed");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return YamlFile.parse(Path.of("journey.yaml"), text, new ConfigReading(java.util.Map.of()))
                    .sectionsByName("milestones");
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
