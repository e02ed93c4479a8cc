package dev.waymark.gateway.partners;

import java.time.ZoneId;
import java.util.Optional;

/** Somebody at a partner who is asked by mail or text; named by position in the partner's list (protocol, section 1). */
public record Contact(
        String name,
        Optional<String> email,
        Optional<String> certificate,
        Optional<String> sms,
        Optional<String> language,
        Optional<ZoneId> timeZone) {

    public Contact {
        if (email.isEmpty() && sms.isEmpty()) {
            throw new IllegalArgumentException("a contact has an address");
        }
    }

    /** Prints no name, number or address: contacts stay out of logs. */
    @Override
    public String toString() {
        return "Contact[redacted]";
    }
}
