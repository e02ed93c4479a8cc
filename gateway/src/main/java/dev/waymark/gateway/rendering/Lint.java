package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked of a template beyond that it compiles: nothing about health where anybody may read it, nor too long. Pure. */
final class Lint {

    private final ForbiddenWords forbidden;
    private final MessageFacts facts;

    Lint(ForbiddenWords forbidden, MessageFacts facts) {
        this.forbidden = forbidden;
        this.facts = facts;
    }

    /**
     * Judges whatever of the file can be, so that all its faults are told at once.
     *
     * @param template where it compiled
     * @param words of its language, where they could be read
     */
    void judge(
            TemplateFile file,
            TemplateKey key,
            Optional<Compiled> template,
            Optional<Words> words,
            List<ConfigFault> faults) {
        // What is wrong with the head was told when the file was compiled.
        Parts.of(file, key.medium(), new ArrayList<>()).ifPresent(parts -> judge(file, key, parts, faults));
        if (key.medium() == Medium.SMS && template.isPresent() && words.isPresent()) {
            TextLengths.judge(file, template.get(), words.get(), facts, faults);
        }
    }

    private void judge(TemplateFile file, TemplateKey key, Parts parts, List<ConfigFault> faults) {
        Literal head = Literal.of(file, parts.headStart(), parts.headEnd());
        Literal body = Literal.of(file, parts.bodyStart(), file.text().length());
        if (key.medium() != Medium.ALERT) {
            forbidden.judgePlain(file, head, faults);
            forbidden.judgeNames(file, head, faults);
        }
        boolean plain = ContentLevel.of(key.audience(), key.medium()) == ContentLevel.MINIMAL;
        if (plain) {
            forbidden.judgePlain(file, body, faults);
        }
        if (plain || key.audience() == Audience.PATIENT) {
            forbidden.judgeNames(file, body, faults);
        }
        if (key.medium() == Medium.PAGE) {
            PageHtml.judge(file, parts.bodyStart(), faults);
        }
        if (key.medium() == Medium.SMS) {
            forbidden.judgeSpelling(file, key.language(), body, faults);
            TextLengths.judgeSigns(file, body, faults);
        }
    }
}
