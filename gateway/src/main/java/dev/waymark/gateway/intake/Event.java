package dev.waymark.gateway.intake;

import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.model.MilestoneCode;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A milestone event as its sender may post it: every rule that needs no database holds (protocol, section 3).
 *
 * @param time when it happened, as the sender says
 * @param content {@code {"note","attributes","extensions"}} in clear, of which each may be absent; empty for none at all
 * @param corrects the event that this one replaces, of the same sender
 * @param digest keyed; two events of one id are the same where their digests are
 */
public record Event(
        EventId id,
        CaseRef subject,
        MilestoneCode code,
        Instant time,
        Optional<String> reason,
        Optional<Buffer> content,
        Optional<EventId> corrects,
        Buffer digest) {

    /** What it holds in memory, roughly. */
    int weight() {
        return 500 + content.map(Buffer::length).orElse(0);
    }

    /** Ids only: the content is personal. */
    @Override
    public String toString() {
        return "Event[" + id.source() + " " + id.id() + "]";
    }
}
