package dev.waymark.gateway.acks;

import java.util.Locale;
import java.util.Optional;

/** How far a text message got. Statuses only go forward; the last two end it (protocol, section 7). */
enum DeliveryStatus {
    QUEUED(0),
    SENT(1),
    DELIVERED(2),
    FAILED(2);

    private final int rank;

    DeliveryStatus(int rank) {
        this.rank = rank;
    }

    /** As the database and providers of kind {@code generic} have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is news where {@code now} is known. */
    boolean follows(Optional<DeliveryStatus> now) {
        return now.map(known -> rank > known.rank).orElse(true);
    }

    static DeliveryStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Twilio's words for the same; empty: one that says nothing of how far the message got. */
    static Optional<DeliveryStatus> ofTwilio(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "accepted", "scheduled", "queued", "sending" -> QUEUED;
                    case "sent" -> SENT;
                    case "delivered", "read" -> DELIVERED;
                    case "undelivered", "failed", "canceled" -> FAILED;
                    default -> null;
                });
    }
}
