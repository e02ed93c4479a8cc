package dev.waymark.gateway.identity;

import dev.waymark.gateway.model.Caller;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks after sessions without using them: an open socket is no activity (protocol, section 9). Thread-safe. */
@FunctionalInterface
public interface SessionCheck {

    /** The people, with the roles and programs of this moment, in one query; without those whose session is over. */
    Future<Map<SessionKey, Caller.OfPerson>> live(Set<SessionKey> sessions);

    /** The same of one; empty once the session is over. */
    default Future<Optional<Caller.OfPerson>> live(SessionKey session) {
        return live(Set.of(session)).map(found -> Optional.ofNullable(found.get(session)));
    }
}
