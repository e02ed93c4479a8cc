package dev.waymark.gateway.journey;

import java.util.List;

/**
 * Whose turn it is after a milestone, and by when they are expected to have moved.
 *
 * @param movers in order: the first that the case has; never empty
 */
public record NextMove(List<Mover> movers, Clock expected) {

    public NextMove {
        movers = List.copyOf(movers);
        if (movers.isEmpty()) {
            throw new IllegalArgumentException("a next move is somebody's");
        }
    }
}
