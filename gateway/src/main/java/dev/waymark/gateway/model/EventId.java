package dev.waymark.gateway.model;

/** A partner's own id of an event: unique within its source, for ever (protocol, section 3). */
public record EventId(PartnerId partner, String id) {

    private static final Form FORM = Form.of("!-~", 1, 128);

    public EventId {
        if (!isValid(id)) {
            throw new IllegalArgumentException("an event id is 1 to 128 visible ASCII characters");
        }
    }

    public static boolean isValid(String id) {
        return FORM.matches(id);
    }

    /** The CloudEvents {@code source}. */
    public String source() {
        return "/partners/" + partner;
    }
}
