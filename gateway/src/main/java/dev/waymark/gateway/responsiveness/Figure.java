package dev.waymark.gateway.responsiveness;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The figures of a row that count tasks, and two more that the others leave over, each by its word on the wire. */
enum Figure {
    REQUESTED("requested"),
    DUE("due"),
    PENDING("pending"),
    PENDING_ANSWERED("pendingAnswered"),
    CANCELLED("cancelled"),
    UNDELIVERABLE("undeliverable"),
    ACKNOWLEDGED("acknowledged"),
    ACKNOWLEDGED_WITHIN("acknowledgedWithin"),
    ANSWERED_BY_HOLD("answeredByHold"),
    ANSWERED_AT_ONCE("answeredAtOnce"),
    COMPLETED_WITHIN("completedWithin"),
    OVERDUE("overdue"),
    /** Of {@code due}: not answered in time, or not at all. */
    MISSED("missed"),
    /** Of {@code due}: not answered. */
    UNANSWERED("unanswered");

    private final String word;

    Figure(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Reads the word on the wire; throws {@link IllegalArgumentException} for any other. */
    static Figure of(String word) {
        for (Figure figure : values()) {
            if (figure.word.equals(word)) {
                return figure;
            }
        }
        throw new IllegalArgumentException(
                "must be one of " + Arrays.stream(values()).map(Figure::word).collect(Collectors.joining(", ")));
    }
}
