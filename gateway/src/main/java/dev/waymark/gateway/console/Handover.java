package dev.waymark.gateway.console;

import dev.waymark.gateway.model.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One person's cases go to another.
 *
 * @param cases by name; empty: all
 * @param programs of which the other may manage cases
 * @param until when they go back; empty: never
 */
record Handover(
        UUID id,
        UserName from,
        UserName to,
        UserName by,
        Optional<List<String>> cases,
        List<String> programs,
        Instant at,
        Optional<Instant> until) {}
