package dev.waymark.channels.sms;

import dev.waymark.channels.Envelope;
import java.util.regex.Pattern;

/**
 * A text message to one phone.
 *
 * @param to E.164, such as {@code +12025550142}
 */
public record TextEnvelope(String id, String to, String text) implements Envelope {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");

    public TextEnvelope {
        if (!E164.matcher(to).matches()) {
            throw new IllegalArgumentException("a phone number must match " + E164);
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("a text message must say something");
        }
    }

    /** Without the number and the words: records print where logs are. */
    @Override
    public String toString() {
        return "TextEnvelope[" + id + "]";
    }
}
