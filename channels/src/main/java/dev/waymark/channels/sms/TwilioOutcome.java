package dev.waymark.channels.sms;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Words;
import dev.waymark.channels.webhook.HttpOutcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer of Twilio's API means for a message. Pure. */
public final class TwilioOutcome {

    /** The number opted out at Twilio. */
    public static final int OPTED_OUT = 21610;

    /** The code of an outcome that says so. */
    public static final String OPTED_OUT_CODE = "twilio-" + OPTED_OUT;

    /** Too many at once: of the account, to this number, from this number. */
    private static final Set<Integer> LATER = Set.of(14107, 20429, 21611);

    /** Codes from here on are about a message; those below are about the account and its requests. */
    private static final int ABOUT_A_MESSAGE = 21000;

    private TwilioOutcome() {}

    static SendOutcome of(int status, @Nullable String retryAfter, Buffer answer, Instant now) {
        Optional<JsonObject> said = object(answer);
        // Judged as if it had been put off, where its code says so: what comes then is the Retry-After.
        Optional<Integer> named = said.flatMap(TwilioOutcome::error);
        boolean later = named.filter(LATER::contains).isPresent();
        SendOutcome read = HttpOutcome.of(later ? 429 : status, retryAfter, answer, TwilioOutcome::messageSid, now);
        SendOutcome plain =
                named.filter(error -> error >= ABOUT_A_MESSAGE).isPresent() ? read : AboutAccount.putOff(read);
        String code = said.filter(any -> status >= 300 && status < 500)
                .flatMap(TwilioOutcome::error)
                .map(error -> "twilio-" + error)
                .orElse("http-" + status);
        if (plain instanceof SendOutcome.Deferred deferred) {
            return new SendOutcome.Deferred(
                    code, true, deferred.retryAfter(), deferred.words(), deferred.everyMessage());
        }
        return plain instanceof SendOutcome.Accepted ? plain : new SendOutcome.Refused(code, true, plain.words());
    }

    private static Optional<String> messageSid(Buffer answer) {
        return object(answer)
                .map(said -> said.getValue("sid"))
                .filter(String.class::isInstance)
                .flatMap(sid -> Words.of((String) sid));
    }

    private static Optional<Integer> error(JsonObject said) {
        return said.getValue("code") instanceof Integer code ? Optional.of(code) : Optional.empty();
    }

    private static Optional<JsonObject> object(Buffer answer) {
        try {
            return Json.decodeValue(answer) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (DecodeException notJson) {
            return Optional.empty();
        }
    }
}
