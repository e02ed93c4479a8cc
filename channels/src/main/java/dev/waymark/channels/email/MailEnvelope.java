package dev.waymark.channels.email;

import dev.waymark.channels.Envelope;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A mail to one address.
 *
 * @param id stands in the Message-ID
 * @param html a second form of {@code text}, where there is one
 * @param ready takes the place of both forms, where there is one
 * @param headers beside those that the channel writes itself; printable ASCII, one line each
 */
public record MailEnvelope(
        String id,
        MailAddress to,
        String subject,
        String text,
        Optional<String> html,
        Optional<ReadyPart> ready,
        Map<String, String> headers)
        implements Envelope {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,59}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{1,900}");
    private static final Set<String> WRITTEN_BY_THE_CHANNEL = Set.of(
            "from", "sender", "to", "cc", "bcc", "subject", "date", "message-id", "mime-version", "auto-submitted");
    private static final int LONGEST_SUBJECT = 300;

    public MailEnvelope {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a mail's id must match " + ID);
        }
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT || MailAddress.hasControl(subject)) {
            throw new IllegalArgumentException("a subject is 1 to 300 characters on one line");
        }
        if (text.indexOf('\0') >= 0
                || html.filter(form -> form.indexOf('\0') >= 0).isPresent()) {
            throw new IllegalArgumentException("a mail must not hold U+0000");
        }
        headers.forEach(MailEnvelope::requireSafe);
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    public MailEnvelope(
            String id,
            MailAddress to,
            String subject,
            String text,
            Optional<String> html,
            Map<String, String> headers) {
        this(id, to, subject, text, html, Optional.empty(), headers);
    }

    /** One whose body is ready. */
    public static MailEnvelope of(
            String id, MailAddress to, String subject, ReadyPart ready, Map<String, String> headers) {
        return new MailEnvelope(id, to, subject, "", Optional.empty(), Optional.of(ready), headers);
    }

    private static void requireSafe(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!HEADER_NAME.matcher(name).matches()
                || WRITTEN_BY_THE_CHANNEL.contains(lower)
                || lower.startsWith("content-")) {
            throw new IllegalArgumentException("not a header that may be added to a mail");
        }
        if (!HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the header " + name + " must be one line of printable ASCII");
        }
    }

    /** Without address and words: records print where logs are. */
    @Override
    public String toString() {
        return "MailEnvelope[" + id + "]";
    }
}
