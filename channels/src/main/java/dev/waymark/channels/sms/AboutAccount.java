package dev.waymark.channels.sms;

import dev.waymark.channels.SendOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers of a provider that are about our account or the address that we call: every text would be refused alike, and
 * goes once that is mended. Pure.
 */
final class AboutAccount {

    private static final Pattern CODES = Pattern.compile("http-(3[0-9]{2}|401|403|404|410)");

    private AboutAccount() {}

    /** Puts off what was refused for that. Closed for good is a partner's word about its own webhook, not a provider's. */
    static SendOutcome putOff(SendOutcome plain) {
        if (!CODES.matcher(plain.code()).matches()) {
            return plain;
        }
        Optional<Duration> retryAfter =
                plain instanceof SendOutcome.Refused refused ? refused.retryAfter() : Optional.empty();
        return new SendOutcome.Deferred(plain.code(), plain.answered(), retryAfter, plain.words(), true);
    }
}
