package dev.waymark.gateway.model;

import java.util.regex.Pattern;

/** A partner's own id of an event: unique within its source, for ever (protocol, section 3). */
public record EventId(PartnerId partner, String id) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    public EventId {
        if (!isValid(id)) {
            throw new IllegalArgumentException("an event id is 1 to 128 visible ASCII characters");
        }
    }

    public static boolean isValid(String id) {
        return FORM.matcher(id).matches();
    }

    /** The CloudEvents {@code source}. */
    public String source() {
        return "/partners/" + partner;
    }
}
