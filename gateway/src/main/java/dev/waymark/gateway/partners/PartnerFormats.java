package dev.waymark.gateway.partners;

import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks;
import dev.waymark.gateway.model.PartnerId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How the parts of a partner are written, in the file as in the API. What does not fit throws with what to write. */
final class PartnerFormats {

    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]{1,200}");

    private PartnerFormats() {}

    /** The id of a partner: messages know who manages a case by another word, which nobody else can have. */
    static PartnerId id(String text) {
        if (text.equals("managers")) {
            throw new IllegalArgumentException("must be another: messages to \"managers\" go to who manages the case");
        }
        return new PartnerId(text);
    }

    static String line(String text) {
        if (!LINE.matcher(text).matches()) {
            throw new IllegalArgumentException("must be one line of 1 to 200 characters");
        }
        return text;
    }

    /** Whether it may be connected to is asked of egress later: with every attempt. */
    static URI webhookUrl(String text) {
        URI url = url(text, "must be an address that starts with https://");
        if (!url.getScheme().equals("https") && !url.getScheme().equals("http")) {
            throw new IllegalArgumentException("must be an address that starts with https://");
        }
        return url;
    }

    /** {@code http} is for addresses that {@code egress.allow} lists, which is asked with every fetch. */
    static URI jwksUri(String text) {
        return webhookUrl(text);
    }

    static Secret webhookSecret(String text) {
        Secret secret = new Secret(text);
        if (!StandardWebhooks.isKey(secret)) {
            throw new IllegalArgumentException("must be whsec_ and the base64 of 24 to 64 bytes");
        }
        return secret;
    }

    /** A day of the calendar (ISO 8601). */
    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a day, such as 2026-11-26", e);
        }
    }

    /** {@code mon} to {@code sun}, in order. */
    static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> days = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(word(day), day);
        }
        return days;
    }

    static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static URI url(String text, String expected) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && url.getScheme() != null && text.length() <= 2_000) {
                if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                    throw new IllegalArgumentException("must hold neither user nor password, and no #");
                }
                return url;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(expected, e);
        }
        throw new IllegalArgumentException(expected);
    }
}
