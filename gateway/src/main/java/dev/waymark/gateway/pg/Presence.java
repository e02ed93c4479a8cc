package dev.waymark.gateway.pg;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows to the other nodes that this run is there: a connection of its own holds the advisory lock of the run, and
 * PostgreSQL lets go of it as soon as the connection ends, however the process did. Whoever gets the lock of a run knows
 * that it is gone. After an outage of the database the lock is taken again; until then the run seems gone. Thread-safe.
 */
public final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    /** The same key stands in the statement that takes back what a run had in hand. */
    private static final String HOLD = "select pg_try_advisory_lock(hashtextextended('run/' || $1, 0))";

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Context context;
    private final PgConnectOptions options;
    private final UUID run;
    private @Nullable PgConnection connection;
    private boolean stopped;

    public Presence(Vertx vertx, PgConnectOptions options, UUID run) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = options;
        this.run = run;
    }

    /** Done once the lock is held. */
    public Future<Void> start() {
        return PgConnection.connect(vertx, options).compose(connected -> {
            Future<Void> ended =
                    Future.future(done -> connected.closeHandler(closed -> context.runOnContext(done::complete)));
            return connected
                    .preparedQuery(HOLD)
                    .execute(Tuple.of(run.toString()))
                    .compose(rows -> rows.iterator().next().getBoolean(0)
                            ? Future.succeededFuture()
                            : Future.<Void>failedFuture(
                                    new IllegalStateException("the last connection of this run still holds its lock")))
                    .onSuccess(held -> context.runOnContext(nothing -> keep(connected, ended)))
                    .onFailure(failure -> connected.close());
        });
    }

    private void keep(PgConnection connected, Future<Void> ended) {
        if (stopped) {
            connected.close();
            return;
        }
        connection = connected;
        ended.onSuccess(nothing -> again());
    }

    private void again() {
        connection = null;
        if (stopped) {
            return;
        }
        LOG.warn("this run seems gone to other nodes until the database is reached again; next try in {}", AGAIN);
        vertx.setTimer(
                AGAIN.toMillis(),
                due -> context.runOnContext(nothing -> {
                    if (!stopped) {
                        start().onFailure(failure -> context.runOnContext(still -> again()));
                    }
                }));
    }

    public Future<Void> stop() {
        return Future.future(done -> context.runOnContext(nothing -> {
            stopped = true;
            if (connection == null) {
                done.complete();
            } else {
                connection.close().onComplete(done);
            }
        }));
    }
}
