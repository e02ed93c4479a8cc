package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.ProgramId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message that was set aside, as operators list it: nothing of a person.
 *
 * @param deadAt when it was set aside, business time
 * @param attempts that were made, earlier rounds included
 * @param sentAgain how often it was taken out of the dead letters
 */
public record DeadLetter(
        NotificationId id,
        CaseRef caseRef,
        Lane lane,
        ChannelKind channel,
        String purpose,
        String reason,
        Instant madeAt,
        Instant deadAt,
        long attempts,
        int sentAgain) {

    /** Where it stands in the list. */
    public Place place() {
        return new Place(deadAt, id.value());
    }

    /** Which ones; an empty member is any. */
    public record Filter(Optional<Lane> lane, Optional<String> reason, Optional<ProgramId> program) {
        public static final Filter ANY = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A place in the list, which does not move when others come or go. */
    public record Place(Instant deadAt, UUID id) {
        public static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));

        /** Reads {@link #toString}; {@link IllegalArgumentException} for anything else. */
        public static Place of(String text) {
            int cut = text.indexOf('.');
            String millis = cut < 0 ? "" : text.substring(0, cut);
            String id = text.substring(cut + 1);
            if (!millis.matches("[0-9]{1,15}") || !id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                throw new IllegalArgumentException("must be what next said");
            }
            return new Place(Instant.ofEpochMilli(Long.parseLong(millis)), UUID.fromString(id));
        }

        @Override
        public String toString() {
            return deadAt.toEpochMilli() + "." + id;
        }
    }
}
