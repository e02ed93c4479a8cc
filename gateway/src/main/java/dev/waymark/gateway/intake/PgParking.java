package dev.waymark.gateway.intake;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Sealing;
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
 * Takes events whose case does not list their sender, or is not known at all: they are parked until it does. Locks in
 * one order, so that transactions wait for each other but never in a ring: partners' parking, cases, event ids.
 */
final class PgParking {

    private final Database database;
    private final PgParkingLots lots;
    private final PgRosters rosters;
    private final PgEvents events;
    private final Sealing sealing;
    private final Ids ids;

    PgParking(Database database, PgParkingLots lots, PgRosters rosters, PgEvents events, Sealing sealing, Ids ids) {
        this.database = database;
        this.lots = lots;
        this.rosters = rosters;
        this.events = events;
        this.sealing = sealing;
        this.ids = ids;
    }

    /** What became of each. One whose case lists its sender by now is accepted. */
    Future<Map<EventId, Taken>> take(List<Event> given, Instant now) {
        return database.transaction(tx -> turnAway(tx, given).compose(refused -> {
            List<Event> admitted = given.stream()
                    .filter(event -> !refused.containsKey(event.id()))
                    .toList();
            return park(tx, admitted, now).map(parked -> {
                parked.putAll(refused);
                return parked;
            });
        }));
    }

    /** Those for which there is no room. What is known already needs none. */
    private Future<Map<EventId, Taken>> turnAway(SqlConnection tx, List<Event> given) {
        Map<PartnerId, Long> wanted =
                given.stream().collect(Collectors.groupingBy(event -> event.id().partner(), Collectors.counting()));
        return lots.room(tx, wanted.keySet()).compose(room -> {
            boolean enough =
                    wanted.entrySet().stream().allMatch(want -> want.getValue() <= room.getOrDefault(want.getKey(), 0));
            if (enough) {
                return Future.succeededFuture(Map.of());
            }
            return events.find(tx, given.stream().map(Event::id).toList())
                    .map(known -> withoutRoom(given, known.keySet(), room));
        });
    }

    private Map<EventId, Taken> withoutRoom(List<Event> given, Set<EventId> known, Map<PartnerId, Integer> room) {
        Map<EventId, Taken> refused = new HashMap<>();
        for (Event event : given) {
            if (!known.contains(event.id()) && room.merge(event.id().partner(), -1, Integer::sum) < 0) {
                refused.put(event.id(), lots.full());
            }
        }
        return refused;
    }

    private Future<Map<EventId, Taken>> park(SqlConnection tx, List<Event> given, Instant now) {
        if (given.isEmpty()) {
            return Future.succeededFuture(new HashMap<>());
        }
        Set<CaseRef> refs = given.stream().map(Event::subject).collect(Collectors.toSet());
        return rosters.add(tx, refs)
                .compose(added -> rosters.lock(tx, refs))
                .compose(locked -> seal(tx, rows(given, locked), forgotten(locked)))
                .compose(rows -> events.keep(tx, rows, now).compose(fresh -> answer(tx, rows, fresh, now)));
    }

    /** What comes for a forgotten case is kept without its content, so that the case gets no key again. */
    private Future<List<EventRow>> seal(SqlConnection tx, List<EventRow> rows, Set<CaseId> forgotten) {
        List<EventRow> bare = new ArrayList<>();
        List<EventRow> others = new ArrayList<>();
        rows.forEach(row -> (forgotten.contains(row.caseId()) ? bare : others).add(row));
        return EventRow.seal(sealing, tx, others).map(done -> {
            bare.addAll(done);
            return bare;
        });
    }

    private static Set<CaseId> forgotten(Map<CaseRef, PgRosters.Roster> locked) {
        return locked.values().stream()
                .filter(PgRosters.Roster::forgotten)
                .map(PgRosters.Roster::caseId)
                .collect(Collectors.toSet());
    }

    private List<EventRow> rows(List<Event> given, Map<CaseRef, PgRosters.Roster> locked) {
        List<EventRow> rows = new ArrayList<>(given.size());
        for (Event event : given) {
            PgRosters.Roster roster = Objects.requireNonNull(locked.get(event.subject()));
            rows.add(EventRow.of(event, roster.caseId(), new MilestoneId(ids.next()))
                    .listed(roster.lists(event.id().partner())));
        }
        return rows;
    }

    private Future<Map<EventId, Taken>> answer(
            SqlConnection tx, List<EventRow> rows, Set<MilestoneId> fresh, Instant now) {
        Map<EventId, Taken> answers = new HashMap<>();
        Map<EventId, Event> known = new HashMap<>();
        for (EventRow row : rows) {
            if (!fresh.contains(row.milestone())) {
                known.put(row.event().id(), row.event());
            } else {
                answers.put(
                        row.event().id(),
                        row.listed() ? Taken.accepted(row.milestone(), now) : Taken.parked(row.milestone()));
            }
        }
        return events.answers(tx, known.values()).map(again -> {
            answers.putAll(again);
            return answers;
        });
    }
}
