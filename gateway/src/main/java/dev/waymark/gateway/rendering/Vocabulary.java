package dev.waymark.gateway.rendering;

import static dev.waymark.gateway.rendering.Variable.ACTION;
import static dev.waymark.gateway.rendering.Variable.BY;
import static dev.waymark.gateway.rendering.Variable.CASE_CODE;
import static dev.waymark.gateway.rendering.Variable.DUE_AT;
import static dev.waymark.gateway.rendering.Variable.EXPECTED_BY;
import static dev.waymark.gateway.rendering.Variable.HAPPENED;
import static dev.waymark.gateway.rendering.Variable.LINK;
import static dev.waymark.gateway.rendering.Variable.NEXT;
import static dev.waymark.gateway.rendering.Variable.NOTE;
import static dev.waymark.gateway.rendering.Variable.PARTNER_NAME;
import static dev.waymark.gateway.rendering.Variable.PERSON_NAME;
import static dev.waymark.gateway.rendering.Variable.PHONE;
import static dev.waymark.gateway.rendering.Variable.PHONE_LINK;
import static dev.waymark.gateway.rendering.Variable.PUBLIC_NAME;
import static dev.waymark.gateway.rendering.Variable.REASON;
import static dev.waymark.gateway.rendering.Variable.TITLE;
import static dev.waymark.gateway.rendering.Variable.UNSUBSCRIBE_LINK;

import java.util.Optional;
import java.util.Set;

/**
 * What a template may say: this is where health information is kept out of texts and plain mail, and programs' ids,
 * partners' names and notes out of whatever leaves for people (protocol, sections 7, 8 and 12). Pure.
 *
 * @param always has a value whenever the template is rendered
 * @param maybe has one at times, and so stands in a section of its own name
 */
record Vocabulary(Set<Variable> always, Set<Variable> maybe) {

    private static final Set<String> REPLIES = Set.of("stop", "start", "help", "passed-on", "acknowledged");
    private static final Set<String> OF_NO_MESSAGE = Set.of("not-found");
    private static final Set<String> BEFORE_OR_AFTER = Set.of("open", "expired", "unsubscribe", "unsubscribed");

    /** Empty where this audience is not told in this way. */
    static Optional<Vocabulary> of(Audience audience, Medium medium, String name) {
        return switch (audience) {
            case PATIENT -> forPatient(medium, name);
            case PARTNER -> forPartner(medium, name);
            case MANAGER -> medium == Medium.ALERT ? Optional.of(ALERTS) : Optional.empty();
        };
    }

    boolean allows(Variable variable) {
        return always.contains(variable) || maybe.contains(variable);
    }

    private static final Vocabulary ALERTS =
            new Vocabulary(Set.of(), Set.of(TITLE, ACTION, CASE_CODE, PARTNER_NAME, NOTE, REASON, DUE_AT, EXPECTED_BY));
    private static final Vocabulary NOTHING = new Vocabulary(Set.of(), Set.of());
    private static final Vocabulary SENDER = new Vocabulary(Set.of(PUBLIC_NAME), Set.of(PHONE, PHONE_LINK));

    private static Optional<Vocabulary> forPatient(Medium medium, String name) {
        return switch (medium) {
            case SMS ->
                Optional.of(
                        REPLIES.contains(name)
                                ? new Vocabulary(Set.of(PUBLIC_NAME), Set.of(PHONE))
                                : new Vocabulary(Set.of(PUBLIC_NAME, LINK), Set.of(PHONE)));
            case MAIL -> Optional.of(new Vocabulary(Set.of(PUBLIC_NAME, LINK), Set.of(PHONE, UNSUBSCRIBE_LINK)));
            case PAGE ->
                page(
                        name,
                        new Vocabulary(
                                Set.of(PUBLIC_NAME, TITLE, HAPPENED, NEXT),
                                Set.of(PHONE, PHONE_LINK, PERSON_NAME, BY, EXPECTED_BY)));
            case ALERT -> Optional.empty();
        };
    }

    private static Optional<Vocabulary> forPartner(Medium medium, String name) {
        return switch (medium) {
            case MAIL -> Optional.of(new Vocabulary(Set.of(PUBLIC_NAME, LINK), Set.of(PHONE, DUE_AT)));
            case PAGE ->
                page(
                        name,
                        new Vocabulary(
                                Set.of(PUBLIC_NAME, TITLE, CASE_CODE),
                                Set.of(PHONE, PHONE_LINK, ACTION, DUE_AT, REASON)));
            case SMS, ALERT -> Optional.empty();
        };
    }

    private static Optional<Vocabulary> page(String name, Vocabulary message) {
        if (OF_NO_MESSAGE.contains(name)) {
            return Optional.of(NOTHING);
        }
        return Optional.of(BEFORE_OR_AFTER.contains(name) ? SENDER : message);
    }
}
