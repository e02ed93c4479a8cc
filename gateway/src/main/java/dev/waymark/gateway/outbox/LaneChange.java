package dev.waymark.gateway.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A lane came into another state.
 *
 * @param code what the last attempt ended with
 * @param notBefore steady time of the next probe
 */
public record LaneChange(
        Lane lane, LaneState.State from, LaneState.State to, String code, Optional<Instant> notBefore) {

    /** The alert of this change, at {@code at} (business time). */
    OperatorAlert alert(Instant at) {
        String kind =
                switch (to) {
                    case BROKEN -> "endpoint-broken";
                    case CLOSED -> "endpoint-closed";
                    case OPEN -> from == LaneState.State.CLOSED ? "endpoint-reopened" : "endpoint-healed";
                };
        return new OperatorAlert(kind, lane.name(), code, kind + "/" + lane + "/" + at);
    }
}
