package dev.waymark.gateway.signing;

import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.Future;

/** Partners' keys as they stand now. Thread-safe, answered from memory: it is asked on the event loop. */
@FunctionalInterface
public interface KeyDirectory {

    /** What is known of {@code partner}'s key {@code kid}; {@link Unknown} for a partner that is not there or disabled. */
    KeyState find(PartnerId partner, String kid);

    /**
     * Looks where {@code partner} publishes keys, after {@link #find} said {@link Unknown}; then {@code find} may be asked
     * again, and says the same where nothing was to be had. Fails, with a {@code Problem}, only where too many wait already.
     */
    default Future<Void> lookFurther(PartnerId partner) {
        return Future.succeededFuture();
    }

    /** What the directory says of a key. */
    sealed interface KeyState {}

    /** A key in force; its own {@code nbf} and {@code exp} are looked at by who asked. */
    record Live(PartnerKey key) implements KeyState {}

    /** No such key, or no such partner. */
    record Unknown() implements KeyState {}

    /** A key that was there and was revoked: it never comes back. */
    record Revoked() implements KeyState {}
}
