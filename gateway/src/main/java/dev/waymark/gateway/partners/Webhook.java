package dev.waymark.gateway.partners;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.jose.EncryptionKey;
import java.net.URI;
import java.util.Optional;

/**
 * Where a partner takes its notifications (protocol, section 6).
 *
 * @param url as given; whether it may be connected to is asked of egress at each attempt
 * @param secret {@code whsec_…}, for the symmetric {@code v1} signature beside {@code v1a}
 * @param encryptTo whom the body is encrypted to
 */
public record Webhook(URI url, Optional<Secret> secret, Optional<EncryptionKey> encryptTo) {}
