package dev.waymark.gateway.alerts;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.identity.SessionKey;
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
    private final Map<SessionKey, Caller.OfPerson> hearers;
    private final Map<Caller.OfPerson, List<ServerFrame>> frames = new HashMap<>();

    Round(List<AlertEntry> entries, Map<SessionKey, Caller.OfPerson> hearers) {
        this.entries = entries;
        this.hearers = hearers;
    }

    Future<Round> read(SqlClient tx, ShowAlerts show, CaseAccess access) {
        Future<Void> before = Future.succeededFuture();
        for (Caller.OfPerson person : Set.copyOf(hearers.values())) {
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

    /** Empty where the session is over. */
    Optional<List<ServerFrame>> framesOf(SessionKey session) {
        return Optional.ofNullable(hearers.get(session)).map(frames::get);
    }
}
