package dev.waymark.channels.webhook;

import dev.waymark.channels.SendOutcome;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be posted.
 *
 * @param headers beside the content type; made when the connection stands
 * @param reading what an answer means
 */
public record Post(URI url, String contentType, Buffer body, Headers headers, Reading reading) {

    /** The headers of an attempt, for the moment at which it goes out. */
    @FunctionalInterface
    public interface Headers {
        Map<String, String> at(Instant now);
    }

    /** Judges an answer. {@code retryAfter} is the header's value as it came; {@code answer} at most 64 KiB. Pure. */
    @FunctionalInterface
    public interface Reading {
        SendOutcome read(int status, @Nullable String retryAfter, Buffer answer, Instant now);
    }

    /** Without address, headers and body: records print where logs are. */
    @Override
    public String toString() {
        return "Post[redacted]";
    }
}
