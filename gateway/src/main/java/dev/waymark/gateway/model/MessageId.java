package dev.waymark.gateway.model;

import java.util.UUID;

/** A message on a case (UUIDv7). */
public record MessageId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} for anything else. */
    public static MessageId of(String text) {
        return new MessageId(Uuids.parse(text));
    }

    /** As what a task or a notification is about: such columns hold the id of a milestone or of a message. */
    public MilestoneId subject() {
        return new MilestoneId(value);
    }

    /** The message that such a column may hold the id of. */
    public static MessageId ofSubject(MilestoneId subject) {
        return new MessageId(subject.value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
