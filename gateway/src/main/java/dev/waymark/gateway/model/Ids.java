package dev.waymark.gateway.model;

import java.util.UUID;

/** Gives the ids that the gateway makes: UUIDv7 (RFC 9562, section 5.7), rising on one node. Thread-safe. */
@FunctionalInterface
public interface Ids {

    UUID next();
}
