package dev.waymark.gateway.model;

import java.util.UUID;

/** A notification (UUIDv7): the idempotency key of every channel it goes over. */
public record NotificationId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} for anything else. */
    public static NotificationId of(String text) {
        return new NotificationId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
