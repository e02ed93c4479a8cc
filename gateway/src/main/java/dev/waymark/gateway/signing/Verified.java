package dev.waymark.gateway.signing;

import dev.waymark.gateway.model.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;

/**
 * What was proven of a request.
 *
 * @param fingerprint of the nonce, else of the signature base; the two never coincide
 * @param acceptedUntil the last moment at which this very request would still be accepted
 */
record Verified(Caller.OfPartner caller, boolean hasNonce, Buffer fingerprint, Instant acceptedUntil) {

    private static final String KEY = Verified.class.getName();

    void putInto(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Empty where no signature stands before the route, since a person calls. */
    static Optional<Verified> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }
}
