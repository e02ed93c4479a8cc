package dev.waymark.gateway.pg;

import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The pool for transactions and the pipelined client for single statements, on one PostgreSQL. Thread-safe. */
public final class PgDatabase implements Database {

    /** Connections for transactions: more than PostgreSQL can work on at once beside this program only wait inside it. */
    private static final int TRANSACTIONS = 16;

    private static final int PIPELINES = 4;

    /** What a transaction may take in all; PostgreSQL ends each statement and each pause in it earlier. */
    private static final long TRANSACTION_TIMEOUT_MS = 60_000;

    private static final int TRIES = 4;

    /** A table of its own takes new room, a megabyte, whatever is free in those that are there; and it is forgotten at once. */
    private static final String TRY_TO_WRITE = """
            create temporary table try_to_write on commit drop as
            select repeat('x', 1900) as filler from generate_series(1, 512)
            """;

    private final RefusedWrites refused = new RefusedWrites(System::nanoTime);
    private final Failures failures = new Failures(refused);
    private final Pool pool;
    private final SqlClient pipelined;
    private final SqlClient client;
    private final External server;
    private final Supplier<Future<Void>> afterClose;

    /** On a server that is there and has its schema. */
    PgDatabase(Vertx vertx, External server, Supplier<Future<Void>> afterClose) {
        this.server = server;
        this.afterClose = afterClose;
        this.pool = PgBuilder.pool()
                .with(Connecting.pool(TRANSACTIONS))
                .with(Connecting.net())
                .connectingTo(Connecting.options(server))
                .using(vertx)
                .build();
        this.pipelined = PgBuilder.client()
                .with(Connecting.pool(PIPELINES))
                .with(Connecting.net())
                .connectingTo(Connecting.options(server))
                .using(vertx)
                .build();
        this.client = new TypedClient(pipelined, failures);
    }

    /**
     * Starts the embedded PostgreSQL where the settings ask for it, migrates, and opens the pools. Fails with {@link
     * DatabaseUnavailable} or {@link DatabaseRefused}; what was started is stopped again then.
     *
     * @param random makes the embedded server's password on its first start
     */
    public static Future<PgDatabase> open(Vertx vertx, DatabaseSettings settings, SecureRandom random) {
        return settings.fold(
                external -> open(vertx, external, Future::succeededFuture),
                embedded -> EmbeddedPostgres.start(vertx, embedded.dataDir(), random)
                        .compose(server -> open(vertx, server.connection(), server::stop)));
    }

    private static Future<PgDatabase> open(Vertx vertx, External server, Supplier<Future<Void>> stop) {
        return Migrations.run(vertx, server)
                .map(migrated -> new PgDatabase(vertx, server, stop))
                .recover(failure -> stop.get().transform(stopped -> Future.failedFuture(failure)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Serialization failures and deadlocks are tried again, four times in all, so {@code work} changes nothing but
     * the database. A transaction that does not end within a minute fails with {@link DatabaseUnavailable}.
     */
    @Override
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return attempt(work, 1).recover(failures::typed);
    }

    private <T> Future<T> attempt(Function<SqlConnection, Future<T>> work, int n) {
        // compose, because what work throws must roll back like what it fails with
        return pool.withTransaction(
                        connection -> Future.succeededFuture(connection).compose(work))
                .timeout(TRANSACTION_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .recover(failure -> n < TRIES && Failures.mayTryAgain(failure)
                        ? attempt(work, n + 1)
                        : Future.failedFuture(failure));
    }

    @Override
    public SqlClient client() {
        return client;
    }

    /**
     * Why it refuses to write, in plain words; empty where it answers and, as far as is known, writes. Once it refused, this
     * tries whether it still does.
     */
    public Future<Optional<String>> refusesToWrite() {
        if (refused.why().isEmpty()) {
            return client.query("select 1").execute().map(Optional.empty());
        }
        return client.query(TRY_TO_WRITE).execute().transform(tried -> {
            if (tried.cause() instanceof DatabaseUnavailable away) {
                return Future.failedFuture(away);
            }
            // A refusal for another cause, such as a missing right, says nothing of room.
            if (tried.succeeded() || !RefusedWrites.isOne(tried.cause())) {
                refused.over();
            }
            return Future.succeededFuture(refused.why());
        });
    }

    /** For connections of one's own, as {@code LISTEN} needs them. A copy. */
    public PgConnectOptions connectOptions() {
        return Connecting.options(server);
    }

    /** Closes the connections, then stops the embedded server, if that is what runs. */
    public Future<Void> close() {
        return Future.join(pool.close(), pipelined.close()).transform(closed -> afterClose.get());
    }
}
