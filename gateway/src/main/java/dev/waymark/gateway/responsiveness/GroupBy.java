package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.model.MilestoneCode;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** By what the rows of the measure are told apart. */
enum GroupBy {
    PARTNER,
    ACTION,
    MILESTONE,
    WEEK;

    String key(TaskTimes task) {
        return switch (this) {
            case PARTNER -> task.owner().value();
            case ACTION -> task.action().value();
            case MILESTONE -> task.milestone().map(MilestoneCode::value).orElse("none");
            case WEEK -> isoWeek(task.requestedAt().atZone(ZoneOffset.UTC));
        };
    }

    /** Reads the word on the wire; throws {@link IllegalArgumentException} for any other. */
    static GroupBy of(String word) {
        for (GroupBy groupBy : values()) {
            if (groupBy.name().toLowerCase(Locale.ROOT).equals(word)) {
                return groupBy;
            }
        }
        throw new IllegalArgumentException("must be one of partner, action, milestone, week");
    }

    private static String isoWeek(ZonedDateTime time) {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                time.get(IsoFields.WEEK_BASED_YEAR),
                time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
