package dev.waymark.gateway.sealing;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PartnerId;

/** Whose data key a value is under: {@code case/<uuid>}, {@code partner/<id>} or {@code gateway}. */
public record Scope(String name) {

    /** What belongs to nobody else: replies to callbacks and the like. */
    public static final Scope GATEWAY = new Scope("gateway");

    public static Scope of(CaseId caseId) {
        return new Scope("case/" + caseId);
    }

    public static Scope of(PartnerId partner) {
        return new Scope("partner/" + partner);
    }

    @Override
    public String toString() {
        return name;
    }
}
