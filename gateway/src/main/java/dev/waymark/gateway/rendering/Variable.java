package dev.waymark.gateway.rendering;

import java.util.Arrays;
import java.util.Optional;

/** What a template may ask for; {@link Vocabulary} says which may ask for what. */
enum Variable {
    /** The program's public name. */
    PUBLIC_NAME("publicName"),
    /** The program's number, written for people. */
    PHONE("phone"),
    /** The same for a {@code tel:} link. */
    PHONE_LINK("phoneLink"),
    /** The page where the message is read. */
    LINK("link"),
    UNSUBSCRIBE_LINK("unsubscribeLink"),
    /** The reader's own name. */
    PERSON_NAME("personName"),
    /** What the milestone is called: to patients in words of their own. */
    TITLE("title"),
    HAPPENED("happened"),
    NEXT("next"),
    /** A sentence with the day by which the next step is expected. */
    BY("by"),
    /** That day alone. */
    EXPECTED_BY("expectedBy"),
    /** What is asked, as a verb. */
    ACTION("action"),
    /** Until when, with the time of day. */
    DUE_AT("dueAt"),
    /** The case, without its program. */
    CASE_CODE("caseCode"),
    PARTNER_NAME("partnerName"),
    NOTE("note"),
    REASON("reason");

    private final String text;

    Variable(String text) {
        this.text = text;
    }

    /** Its name in a template. */
    String text() {
        return text;
    }

    static Optional<Variable> of(String text) {
        return Arrays.stream(values())
                .filter(variable -> variable.text.equals(text))
                .findFirst();
    }
}
