package dev.waymark.gateway.sealing;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a file in the keys directory.
 *
 * @param neededUntil empty: for good; past it the file may be taken away
 */
public record KeyFile(Buffer fingerprint, Optional<Instant> neededUntil) {

    public static KeyFile forGood(Buffer fingerprint) {
        return new KeyFile(fingerprint, Optional.empty());
    }
}
