package dev.waymark.gateway.rendering;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a message where its reader can answer it. Immutable.
 *
 * @param postedAt when it was written
 * @param answerTo whom an answer goes to, by name; empty: none is taken
 * @param answer the reader's own words: sent, or to be sent
 * @param unsent what the reader wrote and was not sent
 * @param tooLong how many characters an answer has that has too many
 * @param faults what else keeps an answer from being sent
 */
public record Conversation(
        Optional<Instant> postedAt,
        Optional<String> answerTo,
        Optional<String> answer,
        Optional<String> unsent,
        Optional<Integer> tooLong,
        Set<Fault> faults) {

    /** Why an answer was not sent. */
    public enum Fault {
        /** It has no words. */
        MISSING,
        /** It has U+0000 in it. */
        UNREADABLE,
        /** The case takes no more of the reader's organization. */
        NO_ROOM
    }

    /** There is none. */
    public static final Conversation NONE = new Conversation(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());

    public Conversation {
        faults = Set.copyOf(faults);
    }

    public Conversation postedAt(Instant value) {
        return new Conversation(Optional.of(value), answerTo, answer, unsent, tooLong, faults);
    }

    public Conversation answerTo(String value) {
        return new Conversation(postedAt, Optional.of(value), answer, unsent, tooLong, faults);
    }

    public Conversation answer(Optional<String> value) {
        return new Conversation(postedAt, answerTo, value, unsent, tooLong, faults);
    }

    public Conversation unsent(Optional<String> value) {
        return new Conversation(postedAt, answerTo, answer, value, tooLong, faults);
    }

    public Conversation tooLong(int characters) {
        return new Conversation(postedAt, answerTo, answer, unsent, Optional.of(characters), faults);
    }

    public Conversation fault(Fault fault) {
        return new Conversation(
                postedAt,
                answerTo,
                answer,
                unsent,
                tooLong,
                Stream.concat(faults.stream(), Stream.of(fault)).collect(Collectors.toSet()));
    }

    /** Without the words: records print where logs are. */
    @Override
    public String toString() {
        return "Conversation[redacted]";
    }
}
