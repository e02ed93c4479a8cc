package dev.waymark.gateway.rendering;

import static dev.waymark.gateway.rendering.Variable.ACTION;
import static dev.waymark.gateway.rendering.Variable.ANSWER;
import static dev.waymark.gateway.rendering.Variable.ANSWER_TO;
import static dev.waymark.gateway.rendering.Variable.BY;
import static dev.waymark.gateway.rendering.Variable.CASE_CODE;
import static dev.waymark.gateway.rendering.Variable.CODE;
import static dev.waymark.gateway.rendering.Variable.DETAIL;
import static dev.waymark.gateway.rendering.Variable.DUE_AT;
import static dev.waymark.gateway.rendering.Variable.EXPECTED_BY;
import static dev.waymark.gateway.rendering.Variable.HAPPENED;
import static dev.waymark.gateway.rendering.Variable.HEADLINE;
import static dev.waymark.gateway.rendering.Variable.LINK;
import static dev.waymark.gateway.rendering.Variable.MISSING;
import static dev.waymark.gateway.rendering.Variable.NEXT;
import static dev.waymark.gateway.rendering.Variable.NOTE;
import static dev.waymark.gateway.rendering.Variable.NO_ROOM;
import static dev.waymark.gateway.rendering.Variable.PARTNER_NAME;
import static dev.waymark.gateway.rendering.Variable.PERSON_NAME;
import static dev.waymark.gateway.rendering.Variable.PHONE;
import static dev.waymark.gateway.rendering.Variable.PHONE_LINK;
import static dev.waymark.gateway.rendering.Variable.POSTED_AT;
import static dev.waymark.gateway.rendering.Variable.PUBLIC_NAME;
import static dev.waymark.gateway.rendering.Variable.REASON;
import static dev.waymark.gateway.rendering.Variable.TITLE;
import static dev.waymark.gateway.rendering.Variable.TOO_LONG;
import static dev.waymark.gateway.rendering.Variable.UNREADABLE;
import static dev.waymark.gateway.rendering.Variable.UNSENT;
import static dev.waymark.gateway.rendering.Variable.UNSUBSCRIBE_LINK;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one part of a template may say: this is where health information is kept out of texts, plain mail, subjects and
 * titles, and programs' ids, partners' names and notes out of whatever leaves for people (protocol, sections 7, 8 and
 * 12). Pure.
 *
 * @param level carries every variable here
 * @param always has a value whenever the template is rendered
 * @param maybe has one at times, and so stands in a section of its own name
 */
record Vocabulary(ContentLevel level, Set<Variable> always, Set<Variable> maybe) {

    private static final Set<String> REPLIES = Set.of("stop", "start", "help", "passed-on", "acknowledged");
    private static final Set<String> OF_NO_MESSAGE = Set.of("not-found");
    private static final Set<String> BEFORE_OR_AFTER = Set.of("open", "too-large", "unsubscribe", "unsubscribed");
    /** Before an answer too, which is kept until the code is there. */
    private static final Set<String> OF_CODES = Set.of("code", "code-wrong", "code-over");

    /** Instead of a message, with what was written and not sent: too late, without a code, or off the case. */
    private static final Set<String> INSTEAD = Set.of("expired", "no-code", "off-case");

    /** Not a link: a subject is shown where the message is not opened, and kept by relays. */
    private static final Set<Variable> IN_HEADS = Set.of(PUBLIC_NAME, PHONE, PHONE_LINK);

    private static final Set<Variable> OF_ALERTS =
            Set.of(TITLE, ACTION, CASE_CODE, PARTNER_NAME, NOTE, REASON, DUE_AT, EXPECTED_BY);

    /** What a partner's contact reads of a message and answers: {@code message}, {@code message-sent} … */
    private static final String MESSAGE = "message";

    private static final Set<Variable> OF_MESSAGES = Set.of(
            PARTNER_NAME, NOTE, POSTED_AT, ANSWER_TO, ANSWER, UNSENT, TOO_LONG, MISSING, UNREADABLE, NO_ROOM, CODE);

    Vocabulary {
        always = Set.copyOf(always);
        maybe = Set.copyOf(maybe);
        for (Variable variable : always) {
            require(level, variable);
        }
        for (Variable variable : maybe) {
            require(level, variable);
        }
    }

    private static void require(ContentLevel level, Variable variable) {
        if (!level.carries(variable)) {
            throw new IllegalArgumentException(level + " does not carry " + variable);
        }
    }

    /** Below the subject or title. Empty where this audience is not told in this way. */
    static Optional<Vocabulary> of(Audience audience, Medium medium, String name) {
        ContentLevel level = ContentLevel.of(audience, medium);
        return switch (audience) {
            case PATIENT -> forPatient(level, medium, name);
            case PARTNER -> forPartner(level, medium, name);
            case MANAGER -> forManager(level, medium);
        };
    }

    /** In the subject or title: minimal, except of an alert, which is shown as one. */
    Vocabulary inHead(Medium medium) {
        return medium == Medium.ALERT
                ? this
                : new Vocabulary(ContentLevel.MINIMAL, only(always, IN_HEADS), only(maybe, IN_HEADS));
    }

    boolean allows(Variable variable) {
        return always.contains(variable) || maybe.contains(variable);
    }

    private static Set<Variable> only(Set<Variable> these, Set<Variable> among) {
        return these.stream().filter(among::contains).collect(Collectors.toSet());
    }

    private Vocabulary and(Variable more) {
        return new Vocabulary(level, always, and(maybe, more));
    }

    private static Set<Variable> and(Set<Variable> these, Variable... more) {
        return Stream.concat(these.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    private static Optional<Vocabulary> forPatient(ContentLevel level, Medium medium, String name) {
        return switch (medium) {
            case SMS -> Optional.of(text(level, name));
            case MAIL -> Optional.of(new Vocabulary(level, Set.of(PUBLIC_NAME, LINK), Set.of(PHONE, UNSUBSCRIBE_LINK)));
            case SECURE_MAIL ->
                Optional.of(new Vocabulary(
                        level,
                        Set.of(PUBLIC_NAME, LINK, TITLE, HAPPENED, NEXT),
                        Set.of(PHONE, UNSUBSCRIBE_LINK, PERSON_NAME, BY, EXPECTED_BY)));
            case PAGE ->
                page(
                        name,
                        new Vocabulary(
                                level,
                                Set.of(PUBLIC_NAME, TITLE, HAPPENED, NEXT),
                                Set.of(PHONE, PHONE_LINK, PERSON_NAME, BY, EXPECTED_BY)));
            case ALERT -> Optional.empty();
        };
    }

    private static Vocabulary text(ContentLevel level, String name) {
        if (name.equals("code")) {
            return new Vocabulary(level, Set.of(PUBLIC_NAME, CODE), Set.of());
        }
        return REPLIES.contains(name)
                ? new Vocabulary(level, Set.of(PUBLIC_NAME), Set.of(PHONE))
                : new Vocabulary(level, Set.of(PUBLIC_NAME, LINK), Set.of(PHONE));
    }

    private static Optional<Vocabulary> forPartner(ContentLevel level, Medium medium, String name) {
        Set<Variable> asked = Set.of(PHONE, ACTION, DUE_AT, REASON);
        return switch (medium) {
            case MAIL -> Optional.of(new Vocabulary(level, Set.of(PUBLIC_NAME, LINK), Set.of(PHONE, DUE_AT)));
            case SECURE_MAIL ->
                Optional.of(new Vocabulary(
                        level, Set.of(PUBLIC_NAME, LINK, TITLE, CASE_CODE), and(asked, PARTNER_NAME, NOTE)));
            case PAGE ->
                page(
                        name,
                        new Vocabulary(
                                level,
                                Set.of(PUBLIC_NAME, TITLE, CASE_CODE),
                                name.startsWith(MESSAGE)
                                        ? and(OF_MESSAGES, PHONE, PHONE_LINK, ACTION, DUE_AT)
                                        : and(asked, PHONE_LINK)));
            case SMS, ALERT -> Optional.empty();
        };
    }

    private static Optional<Vocabulary> forManager(ContentLevel level, Medium medium) {
        return switch (medium) {
            case SECURE_MAIL ->
                Optional.of(new Vocabulary(level, Set.of(PUBLIC_NAME, HEADLINE), and(OF_ALERTS, DETAIL, PHONE, LINK)));
            case ALERT -> Optional.of(new Vocabulary(level, Set.of(), OF_ALERTS));
            case MAIL -> Optional.of(new Vocabulary(level, Set.of(PUBLIC_NAME, LINK), Set.of(PHONE)));
            case SMS, PAGE -> Optional.empty();
        };
    }

    private static Optional<Vocabulary> page(String name, Vocabulary message) {
        if (OF_NO_MESSAGE.contains(name)) {
            return Optional.of(new Vocabulary(message.level(), Set.of(), Set.of()));
        }
        Vocabulary sender = new Vocabulary(message.level(), Set.of(PUBLIC_NAME), Set.of(PHONE, PHONE_LINK));
        if (OF_CODES.contains(name)) {
            return Optional.of(sender.and(ANSWER));
        }
        if (INSTEAD.contains(name)) {
            return Optional.of(sender.and(UNSENT));
        }
        return Optional.of(BEFORE_OR_AFTER.contains(name) ? sender : message);
    }
}
