package dev.waymark.gateway.cases;

import java.time.LocalTime;

/** When a person wants no texts, in their own zone; over midnight where {@code from} is later than {@code until}. */
public record QuietHours(LocalTime from, LocalTime until) {}
