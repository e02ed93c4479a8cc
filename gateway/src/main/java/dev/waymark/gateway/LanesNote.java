package dev.waymark.gateway;

import dev.waymark.gateway.outbox.LaneState;
import dev.waymark.gateway.outbox.PgLanes.Troubled;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The lanes that hold something back, in a line for operators. Pure. */
final class LanesNote {

    private LanesNote() {}

    static String of(List<Troubled> troubled) {
        return troubled.isEmpty()
                ? "all open"
                : troubled.stream().map(LanesNote::one).collect(Collectors.joining(", "));
    }

    private static String one(Troubled lane) {
        String state = lane.state() == LaneState.State.OPEN
                ? "held"
                : lane.state().name().toLowerCase(Locale.ROOT);
        return lane.lane() + " " + state
                + lane.notBefore().map(at -> " until " + at).orElse("");
    }
}
