package dev.waymark.gateway.responsiveness;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One row of the measure, as the protocol, section 10, names and defines its figures. */
record MeasureRow(
        String key,
        long requested,
        long due,
        long pending,
        long pendingAnswered,
        long cancelled,
        long undeliverable,
        long acknowledged,
        long acknowledgedWithin,
        long answeredByHold,
        long answeredAtOnce,
        long completedWithin,
        OptionalLong medianMillis,
        OptionalLong p90Millis,
        long overdue) {

    /** Empty where nothing was due. */
    OptionalDouble responseRate() {
        return due == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) acknowledgedWithin / due);
    }
}
