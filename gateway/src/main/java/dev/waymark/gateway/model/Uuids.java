package dev.waymark.gateway.model;

import java.util.UUID;

/** Strict reading of UUIDs: {@link UUID#fromString} also takes shortened groups, which would give one id two spellings. */
final class Uuids {

    private Uuids() {}

    static UUID parse(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equals(text)) {
            throw new IllegalArgumentException("not a UUID in canonical form");
        }
        return uuid;
    }
}
