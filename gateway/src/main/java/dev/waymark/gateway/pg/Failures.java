package dev.waymark.gateway.pg;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a database that cannot be reached from one that answered no. */
final class Failures {

    /** Shut down, crashed, starting, dropped; too many connections; ended while idle in a transaction. */
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "53300", "25P03");

    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01");

    private final RefusedWrites refused;

    /** @param refused is shown every failure */
    Failures(RefusedWrites refused) {
        this.refused = refused;
    }

    /** For {@code recover}: the same failure, under its right type. */
    <T> Future<T> typed(Throwable failure) {
        refused.saw(failure);
        return Future.failedFuture(isUnavailable(failure) ? unavailable(failure) : failure);
    }

    /** Serialization failure or deadlock: PostgreSQL undid the whole transaction, which may simply be tried again. */
    static boolean mayTryAgain(Throwable failure) {
        return failure instanceof PgException answered && TRY_AGAIN.contains(answered.getSqlState());
    }

    private static boolean isUnavailable(Throwable failure) {
        if (failure instanceof PgException answered) {
            String state = String.valueOf(answered.getSqlState());
            return GONE.contains(state) || state.startsWith("08");
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof ConnectionPoolTooBusyException
                || failure instanceof VertxException;
    }

    private static DatabaseUnavailable unavailable(Throwable cause) {
        return new DatabaseUnavailable("the database did not answer: " + cause.getMessage(), cause);
    }
}
