package dev.waymark.gateway.alerts;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.model.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one query of the feed means to each of the people who listen. Used by one round. */
final class Round {

    private final List<AlertEntry> entries;
    private final Set<Caller.OfPerson> people;
    private final Map<Caller.OfPerson, List<ServerFrame>> frames = new HashMap<>();

    Round(List<AlertEntry> entries, Set<Caller.OfPerson> people) {
        this.entries = entries;
        this.people = people;
    }

    Future<Round> read(SqlClient tx, ShowAlerts show, CaseAccess access) {
        Future<Void> before = Future.succeededFuture();
        for (Caller.OfPerson person : people) {
            CaseScope scope = access.scope(person);
            List<AlertEntry> seen =
                    entries.stream().filter(entry -> entry.isSeenBy(scope)).toList();
            before = before.compose(done -> show.to(tx, person, seen))
                    .onSuccess(made -> frames.put(person, made))
                    .mapEmpty();
        }
        return before.map(this);
    }

    List<AlertEntry> entries() {
        return entries;
    }

    long newest() {
        return entries.get(entries.size() - 1).cursor();
    }

    /** Empty where the person, as they are now, was not there when the round began. */
    Optional<List<ServerFrame>> framesOf(Caller.OfPerson person) {
        return Optional.ofNullable(frames.get(person));
    }
}
