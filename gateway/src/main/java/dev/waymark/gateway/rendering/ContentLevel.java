package dev.waymark.gateway.rendering;

/**
 * How much of a case a message may carry, by who can read it on its way (protocol, sections 7, 8 and 12). A template is
 * given the variables of its level and none above: what it cannot see it cannot give away. In order.
 */
public enum ContentLevel {
    /** Texts, plain mail, subjects and titles, which anybody may read: who wrote, that there is news, a link. */
    MINIMAL("minimal"),
    /** A patient's page behind a link's button, and mail encrypted to them: what moved, what is asked, what comes next. */
    MOVED("what-moved"),
    /** A contact's page behind a link's button, mail encrypted to a contact or a manager, alerts: notes and partners' names too. */
    FULL("full");

    private final String word;

    ContentLevel(String word) {
        this.word = word;
    }

    /** The word in the database and in answers. */
    public String word() {
        return word;
    }

    boolean carries(Variable variable) {
        return variable.level().compareTo(this) <= 0;
    }

    /** Of what stands below the subject or title. */
    static ContentLevel of(Audience audience, Medium medium) {
        return switch (medium) {
            case SMS, MAIL -> MINIMAL;
            case PAGE, SECURE_MAIL -> audience == Audience.PATIENT ? MOVED : FULL;
            case ALERT -> FULL;
        };
    }
}
