package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PersonId;
import dev.waymark.gateway.sealing.Sealed;
import io.vertx.core.buffer.Buffer;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A patient or caregiver of a case, as far as it stands in clear. Names, numbers and addresses are in {@code details},
 * which {@link PgPersons#open} opens for a named reader.
 *
 * @param authorized whether the patient lets this caregiver be told; true of the patient
 * @param smsHash the keyed hash of the number, absent where there is none
 * @param emailHash the keyed hash of the address, absent where there is none
 * @param removed taken off the case: told nothing more
 */
public record Person(
        CaseId caseId,
        PersonId id,
        Relation relation,
        boolean authorized,
        String language,
        Optional<ZoneId> timeZone,
        boolean smsConsent,
        Optional<Buffer> smsHash,
        boolean emailConsent,
        Optional<Buffer> emailHash,
        boolean removed,
        Sealed details) {

    /** Whether the person is to be told at all: still on the case, and the patient or a caregiver with the patient's word. */
    public boolean mayBeTold() {
        return !removed && (relation == Relation.PATIENT || authorized);
    }
}
