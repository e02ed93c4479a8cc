package dev.waymark.gateway.partners;

import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

/** Reads what language somebody reads and where their clock stands. */
public final class Places {

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private Places() {}

    /** A language tag (BCP 47) as given; throws {@link IllegalArgumentException} that says what to write. */
    public static String language(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            if (text.length() <= 35 && !locale.getLanguage().isEmpty()) {
                return text;
            }
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("must be a language tag (BCP 47), such as es or en-US", e);
        }
        throw new IllegalArgumentException("must be a language tag (BCP 47), such as es or en-US");
    }

    /** A zone of the IANA database, no mere offset; throws {@link IllegalArgumentException} that says what to write. */
    public static ZoneId zone(String text) {
        if (!ZONES.contains(text)) {
            throw new IllegalArgumentException("must be a time zone of the IANA database, such as America/New_York");
        }
        return ZoneId.of(text);
    }
}
