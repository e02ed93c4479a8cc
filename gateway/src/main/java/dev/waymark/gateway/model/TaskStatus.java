package dev.waymark.gateway.model;

import java.util.Locale;

/** FHIR's task statuses, as far as Waymark uses them (protocol, section 5). */
public enum TaskStatus {
    REQUESTED,
    RECEIVED,
    ACCEPTED,
    IN_PROGRESS,
    ON_HOLD,
    COMPLETED,
    REJECTED,
    CANCELLED;

    /** The word on the wire, such as {@code in-progress}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the word on the wire; throws {@link IllegalArgumentException} for any other. */
    public static TaskStatus of(String wire) {
        for (TaskStatus status : values()) {
            if (status.wire().equals(wire)) {
                return status;
            }
        }
        throw new IllegalArgumentException("not a task status");
    }

    /** Completed, rejected and cancelled are final. */
    public boolean isFinal() {
        return this == COMPLETED || this == REJECTED || this == CANCELLED;
    }

    /**
     * Whether a task may go from this status to {@code next}: requested, received, accepted, in-progress, completed go
     * forward and may be skipped; on-hold is entered from each but the last, and left for accepted, in-progress,
     * completed or rejected; whatever is not final may be rejected or cancelled.
     */
    public boolean mayBecome(TaskStatus next) {
        if (isFinal() || next == this) {
            return false;
        }
        return switch (next) {
            case REQUESTED -> false;
            case RECEIVED -> this == REQUESTED;
            case ACCEPTED -> this == REQUESTED || this == RECEIVED || this == ON_HOLD;
            case IN_PROGRESS, ON_HOLD, COMPLETED, REJECTED, CANCELLED -> true;
        };
    }
}
