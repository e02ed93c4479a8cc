package dev.waymark.gateway.intake;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes one round of events. Those whose case lists their sender need one statement; what is left is parked in a
 * transaction of its own. Thread-safe.
 *
 * <pre>
 *  round ─▶ ids of cases ─▶ seal ─▶ listed: one statement ─┬─▶ fresh: accepted
 *             (remembered)                                 ├─▶ known: first answer again, or conflict
 *                                                          └─▶ not listed ─▶ parked
 * </pre>
 */
final class PgIntake {

    private final Database database;
    private final Sealing sealing;
    private final Clocks clocks;
    private final Ids ids;
    private final Runnable wakeFanOut;
    private final PgCaseIds caseIds = new PgCaseIds();
    private final PgListed listed = new PgListed();
    private final PgEvents events = new PgEvents();
    private final PgParking parking;
    private final PgCorrections corrections;

    PgIntake(Database database, Sealing sealing, Clocks clocks, Ids ids, Runnable wakeFanOut, IntakeSettings settings) {
        this.database = database;
        this.sealing = sealing;
        this.clocks = clocks;
        this.ids = ids;
        this.wakeFanOut = wakeFanOut;
        PgParkingLots lots = new PgParkingLots(settings.parkedEvents());
        PgRosters rosters = new PgRosters(ids);
        this.parking = new PgParking(database, lots, rosters, events, sealing, ids);
        this.corrections = new PgCorrections(database, lots, rosters, events, sealing, ids);
    }

    /** What became of each, once that is durable. Either one correction, or others with ids of their own each. */
    Future<List<Taken>> take(List<Event> round) {
        return (round.get(0).corrects().isPresent() ? correct(round) : takeAll(round)).map(answers -> round.stream()
                .map(event -> Objects.requireNonNull(answers.get(event.id())))
                .toList());
    }

    private Future<Map<EventId, Taken>> correct(List<Event> round) {
        return Refusals.narrowing(round, Event::id, one -> {
                    Event event = one.get(0);
                    return corrections
                            .take(event, event.corrects().orElseThrow(), clocks.business())
                            .map(taken -> Map.of(event.id(), taken));
                })
                .onSuccess(this::wake);
    }

    private Future<Map<EventId, Taken>> takeAll(List<Event> round) {
        Set<CaseRef> refs = round.stream().map(Event::subject).collect(Collectors.toSet());
        return caseIds.find(database.client(), refs)
                .compose(known -> EventRow.seal(sealing, database.client(), rows(round, known)))
                .compose(rows -> Refusals.narrowing(rows, row -> row.event().id(), this::takeListed))
                .compose(answers -> takeOthers(round, answers));
    }

    private List<EventRow> rows(List<Event> round, Map<CaseRef, CaseId> known) {
        List<EventRow> rows = new ArrayList<>(round.size());
        for (Event event : round) {
            CaseId caseId = known.get(event.subject());
            if (caseId != null) {
                rows.add(EventRow.of(event, caseId, new MilestoneId(ids.next())));
            }
        }
        return rows;
    }

    private Future<Map<EventId, Taken>> takeListed(List<EventRow> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Instant now = clocks.business();
        // Not on the shared pipeline: it may wait for a case's lock, and with it would wait whatever stands behind.
        return database.transaction(tx -> listed.take(tx, rows, now).compose(taken -> answer(tx, rows, taken, now)))
                .onSuccess(this::wake);
    }

    private Future<Map<EventId, Taken>> answer(
            SqlConnection tx, List<EventRow> rows, Map<MilestoneId, Boolean> taken, Instant now) {
        Map<EventId, Taken> answers = new HashMap<>();
        List<Event> known = new ArrayList<>();
        for (EventRow row : rows) {
            Boolean fresh = taken.get(row.milestone());
            if (Boolean.TRUE.equals(fresh)) {
                answers.put(row.event().id(), Taken.accepted(row.milestone(), now));
            } else if (fresh != null) {
                known.add(row.event());
            }
        }
        return events.answers(tx, known).map(again -> Refusals.merge(answers, again));
    }

    private Future<Map<EventId, Taken>> takeOthers(List<Event> round, Map<EventId, Taken> answers) {
        List<Event> others =
                round.stream().filter(event -> !answers.containsKey(event.id())).toList();
        if (others.isEmpty()) {
            return Future.succeededFuture(answers);
        }
        return Refusals.narrowing(others, Event::id, few -> parking.take(few, clocks.business()))
                .onSuccess(this::wake)
                .map(parked -> Refusals.merge(answers, parked));
    }

    private void wake(Map<EventId, Taken> answers) {
        boolean isNew = answers.values().stream()
                .anyMatch(taken -> taken.fold(kept -> kept.status() != Taken.Status.DUPLICATE, refused -> false));
        if (isNew) {
            wakeFanOut.run();
        }
    }
}
