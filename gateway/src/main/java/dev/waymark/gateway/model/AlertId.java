package dev.waymark.gateway.model;

import java.util.UUID;

/** An alert to the people who manage a case (UUIDv7). */
public record AlertId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} for anything else. */
    public static AlertId of(String text) {
        return new AlertId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
