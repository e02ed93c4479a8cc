package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;

/**
 * Enrols a case or changes it, in one transaction with its row locked: roster, people, parked milestones that join, and
 * word for fan-out. Thread-safe.
 */
public final class Enrol {

    private final Database database;
    private final PgCases cases = new PgCases();
    private final PgEnrolment enrolments;
    private final PgPersons persons;
    private final Clocks clocks;
    private final Runnable wakeFanout;

    /** What came of it: whether the case is new, and how many parked milestones joined it. */
    public record Done(boolean created, int joined) {}

    public Enrol(Database database, PgPersons persons, Ids ids, Clocks clocks, Runnable wakeFanout) {
        this.database = database;
        this.enrolments = new PgEnrolment(ids);
        this.persons = persons;
        this.clocks = clocks;
        this.wakeFanout = wakeFanout;
    }

    /** Fails with {@code 403 not-on-case} where the case is enrolled and {@code signer} may not change it. */
    Future<Void> checkMayPut(CaseRef ref, PartnerId signer) {
        return cases.find(database.client(), ref).map(found -> {
            found.ifPresent(careCase -> checkMayChange(careCase, signer));
            return null;
        });
    }

    Future<Done> put(CaseRef ref, PartnerId signer, Enrolment enrolment) {
        Instant now = clocks.business();
        return database.transaction(tx -> enrolments.lock(tx, ref).compose(before -> {
                    checkMayChange(before, signer);
                    return write(tx, before, enrolment, now);
                }))
                .onSuccess(done -> wakeFanout.run());
    }

    private Future<Done> write(SqlClient tx, CareCase before, Enrolment enrolment, Instant now) {
        boolean created = before.enrolledAt().isEmpty();
        return enrolments
                .writeRoster(tx, before.id(), enrolment, now)
                .compose(written -> persons.replace(tx, before.id(), enrolment.people(), now))
                .compose(removed -> created || (removed == 0 && !enrolment.changesRosterOf(before))
                        ? Future.succeededFuture()
                        : enrolments.markRoster(tx, before.id(), now))
                .compose(marked -> enrolments.join(tx, before.id(), enrolment.partnerIds(), now))
                .map(joined -> new Done(created, joined));
    }

    private static void checkMayChange(CareCase careCase, PartnerId signer) {
        List<Listed> listed = careCase.partners();
        if (careCase.enrolledAt().isPresent()
                && listed.stream()
                        .noneMatch(one -> one.partner().equals(signer) && EnrolmentReader.enrols(one.role()))) {
            throw Problem.of(
                    403, "not-on-case", "Not on this case", "The case is changed only by a hub or manufacturer on it");
        }
    }
}
