package dev.waymark.gateway.identity;

import dev.waymark.gateway.model.Caller;
import io.vertx.core.Future;
import java.util.Optional;

/** Asks after a session without using it: an open socket is no activity (protocol, section 9). Thread-safe. */
@FunctionalInterface
public interface SessionCheck {

    /** The person, with the roles and programs of this moment; empty once the session is over. */
    Future<Optional<Caller.OfPerson>> live(SessionKey session);
}
