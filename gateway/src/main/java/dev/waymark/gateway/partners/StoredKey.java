package dev.waymark.gateway.partners;

import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code partner_key}. */
record StoredKey(PartnerId partner, String kid, JsonObject jwk, Instant addedAt, Optional<Instant> revokedAt) {

    boolean isRevoked() {
        return revokedAt.isPresent();
    }
}
