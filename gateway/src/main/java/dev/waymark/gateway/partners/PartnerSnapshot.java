package dev.waymark.gateway.partners;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.signing.KeyDirectory.KeyState;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;

/**
 * All partners and keys as they stood at one change.
 *
 * @param version the number of that change
 * @param jwksUris of partners that may call
 * @param opened what was sealed, so that the next reload opens, and audits, only what is new
 */
record PartnerSnapshot(
        long version,
        Map<PartnerId, Partner> partners,
        Map<PartnerId, Map<String, KeyState>> keys,
        Map<PartnerId, URI> jwksUris,
        Map<Cell, Opened> opened) {

    static final PartnerSnapshot EMPTY = new PartnerSnapshot(-1, Map.of(), Map.of(), Map.of(), Map.of());

    /** A sealed value and what was in it. */
    record Opened(Buffer shut, Buffer plain) {
        /** Prints nothing of it. */
        @Override
        public String toString() {
            return "Opened[redacted]";
        }
    }

    PartnerSnapshot {
        partners = Map.copyOf(partners);
        keys = Map.copyOf(keys);
        jwksUris = Map.copyOf(jwksUris);
        opened = Map.copyOf(opened);
    }
}
