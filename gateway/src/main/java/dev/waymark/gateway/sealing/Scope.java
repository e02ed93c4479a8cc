package dev.waymark.gateway.sealing;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PartnerId;
import java.util.Optional;
import java.util.UUID;

/** Whose data key a value is under: {@code case/<uuid>}, {@code partner/<id>} or {@code gateway}. */
public record Scope(String name) {

    /** What belongs to nobody else: replies to callbacks and the like. */
    public static final Scope GATEWAY = new Scope("gateway");

    private static final String CASE = "case/";

    public static Scope of(CaseId caseId) {
        return new Scope(CASE + caseId);
    }

    public static Scope of(PartnerId partner) {
        return new Scope("partner/" + partner);
    }

    /** The case, where it is one's. */
    Optional<CaseId> caseId() {
        return name.startsWith(CASE)
                ? Optional.of(new CaseId(UUID.fromString(name.substring(CASE.length()))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
