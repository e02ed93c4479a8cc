package dev.waymark.gateway.model;

import java.util.UUID;

/** A case, inside the gateway; on the wire it is a {@link CaseRef}. */
public record CaseId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} for anything else. */
    public static CaseId of(String text) {
        return new CaseId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
