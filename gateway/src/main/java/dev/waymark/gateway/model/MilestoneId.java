package dev.waymark.gateway.model;

import java.util.UUID;

/** A milestone that the gateway took (UUIDv7). */
public record MilestoneId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} for anything else. */
    public static MilestoneId of(String text) {
        return new MilestoneId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
