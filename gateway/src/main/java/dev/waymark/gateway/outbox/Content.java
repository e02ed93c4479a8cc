package dev.waymark.gateway.outbox;

import java.util.Optional;

/**
 * What a message carried when it went.
 *
 * @param language it was written in, BCP 47; empty for what machines read
 * @param level {@code minimal}, {@code what-moved} or {@code full}
 * @param encrypted to its reader, beyond the transport
 */
public record Content(Optional<String> language, String level, boolean encrypted) {}
