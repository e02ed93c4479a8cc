package dev.waymark.gateway.intake;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import java.util.Set;

/** The partner whose signature a request carries, and the programs that it may write to. */
public record Sender(PartnerId partner, Set<ProgramId> programs) {

    public Sender {
        programs = Set.copyOf(programs);
    }

    /** The CloudEvents {@code source} of its events. */
    String source() {
        return "/partners/" + partner;
    }
}
