package dev.waymark.channels.webhook;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Words;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an HTTP status means for a message (protocol, section 6). Pure. */
public final class HttpOutcome {

    private HttpOutcome() {}

    public static SendOutcome of(
            int status,
            @Nullable String retryAfter,
            Buffer answer,
            Function<Buffer, Optional<String>> farId,
            Instant now) {
        String code = "http-" + status;
        if (status >= 200 && status < 300) {
            return new SendOutcome.Accepted(code, farId.apply(answer));
        }
        if (status == 410) {
            return new SendOutcome.Closed(code, Words.of(answer));
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return new SendOutcome.Deferred(code, true, RetryAfter.read(retryAfter, now), Words.of(answer));
        }
        return new SendOutcome.Refused(code, true, RetryAfter.read(retryAfter, now), Words.of(answer));
    }
}
