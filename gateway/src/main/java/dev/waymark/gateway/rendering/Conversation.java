package dev.waymark.gateway.rendering;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a message where its reader can answer it. Immutable.
 *
 * @param postedAt when it was written
 * @param answerTo whom an answer goes to, by name; empty: none is taken
 * @param answer the reader's own words: sent, or to be sent
 * @param unsent what the reader wrote and was not sent
 * @param tooLong how many characters an answer has that has too many
 * @param missing whether an answer was to be sent that has no words
 */
public record Conversation(
        Optional<Instant> postedAt,
        Optional<String> answerTo,
        Optional<String> answer,
        Optional<String> unsent,
        Optional<Integer> tooLong,
        boolean missing) {

    /** There is none. */
    public static final Conversation NONE = new Conversation(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public Conversation postedAt(Instant value) {
        return new Conversation(Optional.of(value), answerTo, answer, unsent, tooLong, missing);
    }

    public Conversation answerTo(String value) {
        return new Conversation(postedAt, Optional.of(value), answer, unsent, tooLong, missing);
    }

    public Conversation answer(Optional<String> value) {
        return new Conversation(postedAt, answerTo, value, unsent, tooLong, missing);
    }

    public Conversation unsent(Optional<String> value) {
        return new Conversation(postedAt, answerTo, answer, value, tooLong, missing);
    }

    public Conversation tooLong(int characters) {
        return new Conversation(postedAt, answerTo, answer, unsent, Optional.of(characters), missing);
    }

    public Conversation nothingWritten() {
        return new Conversation(postedAt, answerTo, answer, unsent, tooLong, true);
    }

    /** Without the words: records print where logs are. */
    @Override
    public String toString() {
        return "Conversation[redacted]";
    }
}
