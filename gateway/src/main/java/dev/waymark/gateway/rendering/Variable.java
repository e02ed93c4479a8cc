package dev.waymark.gateway.rendering;

import java.util.Arrays;
import java.util.Optional;

/** What a template may ask for; {@link Vocabulary} says which may ask for what. */
enum Variable {
    /** The program's public name. */
    PUBLIC_NAME("publicName", ContentLevel.MINIMAL),
    /** The program's number, written for people. */
    PHONE("phone", ContentLevel.MINIMAL),
    /** The same for a {@code tel:} link. */
    PHONE_LINK("phoneLink", ContentLevel.MINIMAL),
    /** The page where the message is read. */
    LINK("link", ContentLevel.MINIMAL),
    UNSUBSCRIBE_LINK("unsubscribeLink", ContentLevel.MINIMAL),
    /** Six digits that open a message. */
    CODE("code", ContentLevel.MINIMAL),
    /** The reader's own name. */
    PERSON_NAME("personName", ContentLevel.MOVED),
    /** What the milestone is called: to patients in words of their own. */
    TITLE("title", ContentLevel.MOVED),
    HAPPENED("happened", ContentLevel.MOVED),
    NEXT("next", ContentLevel.MOVED),
    /** A sentence with the day by which the next step is expected. */
    BY("by", ContentLevel.MOVED),
    /** That day alone. */
    EXPECTED_BY("expectedBy", ContentLevel.MOVED),
    /** What is asked, as a verb. */
    ACTION("action", ContentLevel.MOVED),
    /** Until when something is asked of a partner, with the time of day; tells nothing of whom or what. */
    DUE_AT("dueAt", ContentLevel.MINIMAL),
    /** The case, without its program. */
    CASE_CODE("caseCode", ContentLevel.MOVED),
    PARTNER_NAME("partnerName", ContentLevel.FULL),
    NOTE("note", ContentLevel.FULL),
    REASON("reason", ContentLevel.MOVED),
    /** When a message was written. */
    POSTED_AT("postedAt", ContentLevel.MOVED),
    /** Whom an answer goes to; has a value where one is taken. */
    ANSWER_TO("answerTo", ContentLevel.FULL),
    /** The reader's own words, which go back to nobody else. */
    ANSWER("answer", ContentLevel.MOVED),
    /** Those that were not sent. */
    UNSENT("unsent", ContentLevel.MOVED),
    /** How many characters they have, where those are too many. */
    TOO_LONG("tooLong", ContentLevel.MOVED),
    /** Has a value where there are none. */
    MISSING("missing", ContentLevel.MOVED),
    /** Has a value where U+0000 was among them. */
    UNREADABLE("unreadable", ContentLevel.MOVED),
    /** Has a value where the case takes no more of them. */
    NO_ROOM("noRoom", ContentLevel.MOVED),
    /** The title of the alert that is mailed. */
    HEADLINE("headline", ContentLevel.FULL),
    /** What it says. */
    DETAIL("detail", ContentLevel.FULL);

    private final String text;
    private final ContentLevel level;

    Variable(String text, ContentLevel level) {
        this.text = text;
        this.level = level;
    }

    /** Its name in a template. */
    String text() {
        return text;
    }

    /** The least that a message must be allowed to carry for this to stand in it. */
    ContentLevel level() {
        return level;
    }

    static Optional<Variable> of(String text) {
        return Arrays.stream(values())
                .filter(variable -> variable.text.equals(text))
                .findFirst();
    }
}
