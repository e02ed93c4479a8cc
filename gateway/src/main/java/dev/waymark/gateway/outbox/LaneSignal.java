package dev.waymark.gateway.outbox;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What one attempt tells about its lane. {@code until}: steady time, where the far side named one. */
public sealed interface LaneSignal {

    /** Nothing: none was made, or it ended on this side. */
    record Nothing() implements LaneSignal {}

    /** The endpoint answered, and took or refused this one message. */
    record Answered() implements LaneSignal {}

    /** It answered that it is too busy now. */
    record Busy(Optional<Instant> until) implements LaneSignal {}

    /** It was not reached, did not answer in time, or answered that it is broken. */
    record Failed(String code, Optional<Instant> until) implements LaneSignal {}

    /** It said that it is gone for good. {@code url}: where it was asked, so that an old address closes no new one. */
    record Gone(URI url) implements LaneSignal {}
}
