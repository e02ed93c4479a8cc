package dev.waymark.gateway.rendering;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.util.Locale;
import java.util.Optional;

/** What a template makes: its form, and how values are written into it. */
enum Medium {
    SMS(""),
    MAIL("Subject"),
    /** Mail encrypted to its reader; the subject is not. */
    SECURE_MAIL("Subject"),
    PAGE("Title"),
    ALERT("Title");

    private final String head;

    Medium(String head) {
        this.head = head;
    }

    /** What the first line begins with, before a colon; a blank line follows. Empty: there is no such line. */
    Optional<String> head() {
        return head.isEmpty() ? Optional.empty() : Optional.of(head);
    }

    Mustache.Escaper escaper() {
        return this == PAGE ? Escapers.HTML : Escapers.NONE;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Medium> ofFolder(String folder) {
        for (Medium medium : values()) {
            if (medium.folder().equals(folder)) {
                return Optional.of(medium);
            }
        }
        return Optional.empty();
    }
}
