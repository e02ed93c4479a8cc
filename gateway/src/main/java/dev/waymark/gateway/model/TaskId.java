package dev.waymark.gateway.model;

import java.util.UUID;

/** A task (UUIDv7). */
public record TaskId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} for anything else. */
    public static TaskId of(String text) {
        return new TaskId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
