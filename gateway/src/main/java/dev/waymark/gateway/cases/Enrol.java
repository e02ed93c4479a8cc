package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;

/**
 * Enrols a case or changes it, with its row locked: roster, people, parked milestones that join, and word for fan-out.
 * All in the transaction given. Thread-safe.
 */
final class Enrol {

    private final PgCases cases = new PgCases();
    private final PgCovers covers = new PgCovers();
    private final PgEnrolment enrolments;
    private final PgPersons persons;

    /** What came of it: whether the case is new, and how many parked milestones joined it. */
    record Done(boolean created, int joined) {}

    Enrol(PgPersons persons, Ids ids) {
        this.enrolments = new PgEnrolment(ids);
        this.persons = persons;
    }

    /** Fails with {@code 403 not-on-case} where the case is enrolled and {@code signer} may not change it. */
    Future<Void> checkMayPut(SqlClient tx, CaseRef ref, PartnerId signer) {
        return cases.find(tx, ref).map(found -> {
            found.ifPresent(careCase -> checkMayChange(careCase, signer));
            return null;
        });
    }

    Future<Done> put(SqlClient tx, CaseRef ref, PartnerId signer, Enrolment enrolment, Instant now) {
        return enrolments.lock(tx, ref).compose(before -> {
            checkMayChange(before, signer);
            return write(tx, before, enrolment, now);
        });
    }

    private Future<Done> write(SqlClient tx, CareCase before, Enrolment enrolment, Instant now) {
        return covers.rename(tx, before.id(), enrolment.managers(), now)
                .compose(covered -> write(tx, before, enrolment, covered, now));
    }

    private Future<Done> write(SqlClient tx, CareCase before, Enrolment enrolment, Covered covered, Instant now) {
        boolean created = before.enrolledAt().isEmpty();
        boolean changed = !enrolment.partners().equals(before.partners())
                || !covered.managers().equals(before.managers());
        return enrolments
                .writeRoster(tx, before.id(), enrolment, covered, now)
                .compose(written -> persons.replace(tx, before.id(), enrolment.people(), now))
                .compose(removed -> !created && removed == 0 && !changed
                        ? Future.succeededFuture()
                        : enrolments.markRoster(tx, before.id(), now))
                .compose(marked -> enrolments.join(tx, before.id(), enrolment.partnerIds(), now))
                .map(joined -> new Done(created, joined));
    }

    private static void checkMayChange(CareCase careCase, PartnerId signer) {
        if (careCase.enrolledAt().isPresent()
                && careCase.rolesOf(signer).stream().noneMatch(EnrolmentReader::enrols)) {
            throw Problem.of(
                    403, "not-on-case", "Not on this case", "The case is changed only by a hub or manufacturer on it");
        }
    }
}
