package dev.waymark.gateway.cli;

import dev.waymark.gateway.Configuration;
import io.vertx.core.Future;
import java.net.URI;

/** Starts a gateway. {@code Main} brings it, so that the commands need not know how one is put together. */
@FunctionalInterface
public interface Starter {

    /** A gateway that runs. */
    interface Running {

        /** Where it can be reached from this machine. */
        URI address();

        /** Takes over partners, users, programs and journey as they are now; the rest needs a new start. */
        Future<Void> reload(Configuration configuration);

        /** Takes no new work and ends what is in flight. */
        Future<Void> stop();
    }

    /** Succeeds once requests are answered; the message of a failure is for the operator. */
    Future<Running> start(Configuration configuration);
}
