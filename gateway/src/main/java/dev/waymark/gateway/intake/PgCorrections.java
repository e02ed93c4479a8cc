package dev.waymark.gateway.intake;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a correction: replaces the milestone of an earlier event, which stays on record. Of several at once for one event
 * the first to lock it wins. While the correction is parked and its event is not, the timeline keeps the event.
 */
final class PgCorrections {

    private static final String LOCK_TARGET = """
            select m.id, m.accepted_at is null as parked,
                   m.replaced_by is not null
                     or exists (select from milestone c
                                 where c.case_id = m.case_id and c.corrects = m.id and c.set_aside_at is null)
                   as corrected
              from event e
              join milestone m on m.id = e.milestone and m.case_id = e.case_id
             where e.partner = $1 and e.id = $2 and e.case_id = $3
               for no key update of m
            """;

    private static final String REPLACE =
            "update milestone set replaced_by = $3 where case_id = $1 and id = $2 and replaced_by is null";

    private final Database database;
    private final PgParkingLots lots;
    private final PgRosters rosters;
    private final PgEvents events;
    private final Sealing sealing;
    private final Ids ids;

    PgCorrections(Database database, PgParkingLots lots, PgRosters rosters, PgEvents events, Sealing sealing, Ids ids) {
        this.database = database;
        this.lots = lots;
        this.rosters = rosters;
        this.events = events;
        this.sealing = sealing;
        this.ids = ids;
    }

    private record Target(MilestoneId milestone, boolean parked, boolean corrected) {}

    Future<Taken> take(Event event, EventId corrects, Instant now) {
        return database.transaction(tx -> lots.room(tx, Set.of(event.id().partner()))
                .compose(room -> rosters.lock(tx, Set.of(event.subject())).compose(locked -> {
                    PgRosters.Roster roster = locked.get(event.subject());
                    boolean full = room.getOrDefault(event.id().partner(), 0) < 1;
                    return roster == null || roster.forgotten()
                            ? known(tx, event).map(known -> known.orElse(unknown()))
                            : correct(tx, event, corrects, roster, full, now);
                })));
    }

    private Future<Taken> correct(
            SqlConnection tx, Event event, EventId corrects, PgRosters.Roster roster, boolean full, Instant now) {
        return lockTarget(tx, roster.caseId(), corrects)
                .compose(target -> known(tx, event).compose(known -> {
                    if (known.isPresent()) {
                        return Future.succeededFuture(known.get());
                    }
                    if (target.isEmpty() || target.get().corrected()) {
                        return Future.succeededFuture(unknown());
                    }
                    boolean listed = roster.lists(event.id().partner());
                    if (!listed && full) {
                        return Future.succeededFuture(lots.full());
                    }
                    EventRow row = EventRow.of(event, roster.caseId(), new MilestoneId(ids.next()))
                            .listed(listed)
                            .correcting(target.get().milestone());
                    return keep(tx, row, target.get(), now);
                }));
    }

    private Future<Optional<Target>> lockTarget(SqlConnection tx, CaseId caseId, EventId corrects) {
        return tx.preparedQuery(LOCK_TARGET)
                .execute(Tuple.of(corrects.partner().value(), corrects.id(), caseId.value()))
                .map(PgCorrections::target);
    }

    private static Optional<Target> target(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        return Optional.of(new Target(new MilestoneId(row.getUUID(0)), row.getBoolean(1), row.getBoolean(2)));
    }

    private Future<Taken> keep(SqlConnection tx, EventRow bare, Target target, Instant now) {
        return EventRow.seal(sealing, tx, List.of(bare))
                .compose(rows -> events.keep(tx, rows, now))
                .compose(fresh -> {
                    if (fresh.isEmpty()) {
                        return known(tx, bare.event()).map(Optional::orElseThrow);
                    }
                    Taken taken =
                            bare.listed() ? Taken.accepted(bare.milestone(), now) : Taken.parked(bare.milestone());
                    return bare.listed() || target.parked()
                            ? replace(tx, bare, target).map(taken)
                            : Future.succeededFuture(taken);
                });
    }

    private static Future<Void> replace(SqlConnection tx, EventRow row, Target target) {
        return tx.preparedQuery(REPLACE)
                .execute(Tuple.of(
                        row.caseId().value(),
                        target.milestone().value(),
                        row.milestone().value()))
                .mapEmpty();
    }

    private Future<Optional<Taken>> known(SqlConnection tx, Event event) {
        return events.find(tx, Set.of(event.id()))
                .map(known -> Optional.ofNullable(known.get(event.id())).map(first -> first.answer(event)));
    }

    private static Taken unknown() {
        return Taken.refused(Problem.of(
                422,
                "correction-unknown",
                "There is nothing to correct",
                "correctionof names no event of this source and subject that is not corrected yet; "
                        + "a correction that overtook its event is to be sent again"));
    }
}
