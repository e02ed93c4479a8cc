package dev.waymark.gateway.sealing;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts another master key in the place of the one before while the gateway serves. Every node runs {@link #round}: what
 * one that died left undone, another does, and a restart goes on where it was. Thread-safe.
 *
 * <pre>
 *   begin: file master.key.next ▶ its fingerprint in the database
 *   round: data keys wrapped anew, some hundred a transaction ▶ … ▶ the last ones, and the fingerprints, in one ▶ rename
 * </pre>
 */
public final class RotateMasterKey {

    private static final Logger LOG = LoggerFactory.getLogger(RotateMasterKey.class);

    private static final int BATCH = 200;

    private static final String LOCK = "lock table key_fingerprint in share row exclusive mode";

    private static final String STANDING = """
            select master.fingerprint as master, master.created_at as since,
                   following.fingerprint as following, following.created_at as begun
              from key_fingerprint master left join key_fingerprint following on following.name = 'master.key.next'
             where master.name = 'master.key'
            """;

    private static final String BEGIN = """
            insert into key_fingerprint (name, fingerprint, created_at) values ('master.key.next', $1, $2)
            """;

    private static final String AUDIT = """
            insert into audit (at, reader, purpose, scope, cell)
            values ($1, $2, $3, 'gateway', 'key_fingerprint.fingerprint/master.key')
            """;

    private static final String COUNT = """
            select count(*) as all_keys, count(*) filter (where master <> $1) as remaining from data_key
            """;

    private static final String SOME = """
            select scope, wrapped, master from data_key
             where master <> $1 and scope > $2
             order by scope limit $3
               for update skip locked
            """;

    /**
     * Nobody makes a data key meanwhile; who wants to waits, and finds the master key changed. Nor has another node any
     * in hand: were it killed then, these would be left under the key that goes.
     */
    private static final String LOCK_KEYS = "lock table data_key in exclusive mode";

    private static final String LOCK_TIMEOUT = "set local lock_timeout = '2s'";

    private static final String REWRAP = """
            update data_key set wrapped = anew.wrapped, master = $3
              from unnest($1::text[], $2::bytea[]) as anew (scope, wrapped)
             where data_key.scope = anew.scope
            """;

    private static final String FOLLOW = """
            with gone as (delete from key_fingerprint where name = 'master.key.next')
            update key_fingerprint set fingerprint = $1, created_at = $2 where name = 'master.key'
            """;

    private final Vertx vertx;
    private final Database database;
    private final MasterKeys masters;
    private final MasterKeyFiles files;
    private final KeyWrap wrap;
    private final Clocks clocks;
    private volatile String done = "";

    public RotateMasterKey(
            Vertx vertx, Database database, MasterKeys masters, MasterKeyFiles files, KeyWrap wrap, Clocks clocks) {
        this.vertx = vertx;
        this.database = database;
        this.masters = masters;
        this.files = files;
        this.wrap = wrap;
        this.clocks = clocks;
    }

    /** How far it is; {@code since}: since when it is under way, or else since when the master key is in force. */
    public record Progress(boolean underWay, long keys, long remaining, Instant since) {}

    private record Standing(Buffer master, Optional<Buffer> next, Instant since) {}

    /** Begins, durably, unless one is under way already. */
    public Future<Progress> begin(Reader reader) {
        return database.transaction(tx -> tx.query(LOCK)
                        .execute()
                        .compose(locked -> standing(tx))
                        .compose(standing ->
                                standing.next().isPresent() ? Future.succeededFuture() : begin(tx, standing, reader)))
                .compose(begun -> masters.refresh(database.client()))
                .compose(refreshed -> progress());
    }

    private Future<Void> begin(SqlConnection tx, Standing standing, Reader reader) {
        return vertx.executeBlocking(() -> {
                    files.replaceByNext(standing.master());
                    return files.readOrMakeNext();
                })
                .compose(next ->
                        tx.preparedQuery(BEGIN).execute(Tuple.of(masters.fingerprint(next), Times.of(clocks.steady()))))
                .compose(begun -> tx.preparedQuery(AUDIT)
                        .execute(Tuple.of(Times.of(clocks.business()), reader.who(), reader.purpose())))
                .mapEmpty();
    }

    public Future<Progress> progress() {
        return database.transaction(tx -> standing(tx).compose(standing -> tx.preparedQuery(COUNT)
                .execute(Tuple.of(standing.next().orElse(standing.master())))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Progress(
                            standing.next().isPresent(),
                            row.getLong("all_keys"),
                            row.getLong("remaining"),
                            standing.since());
                })));
    }

    /** Does the next part of it, if one is under way; true: there is more. */
    public Future<Boolean> round() {
        return standing(database.client())
                .compose(standing ->
                        standing.next().isPresent() ? round(standing.next().get()) : Future.succeededFuture(false));
    }

    private Future<Boolean> round(Buffer next) {
        return masters.know(database.client(), List.of(next))
                .compose(known -> database.transaction(tx -> rewrap(tx, next, done)))
                .compose(rewrapped -> {
                    done = rewrapped.last();
                    return rewrapped.count() > 0 ? Future.succeededFuture(true) : finish(next);
                });
    }

    private record Rewrapped(int count, String last) {}

    private Future<Rewrapped> rewrap(SqlConnection tx, Buffer next, String after) {
        return tx.preparedQuery(SOME)
                .execute(Tuple.of(next, after, BATCH))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(new Rewrapped(0, ""))
                        : masters.know(tx, mastersOf(rows)).compose(known -> write(tx, next, rows)));
    }

    static Set<Buffer> mastersOf(RowSet<Row> rows) {
        Set<Buffer> named = new HashSet<>();
        rows.forEach(row -> named.add(row.getBuffer("master")));
        return named;
    }

    private Future<Rewrapped> write(SqlConnection tx, Buffer next, RowSet<Row> rows) {
        String[] scopes = new String[rows.size()];
        Buffer[] wrapped = new Buffer[rows.size()];
        MasterKeys.Wrapping to = masters.require(next);
        int i = 0;
        for (Row row : rows) {
            Scope scope = new Scope(row.getString("scope"));
            byte[] key = wrap.unwrap(masters.require(row.getBuffer("master")), scope, row.getBuffer("wrapped"));
            scopes[i] = scope.name();
            wrapped[i++] = wrap.wrap(to, scope, key);
        }
        return tx.preparedQuery(REWRAP)
                .execute(Tuple.of(scopes, wrapped, next))
                .map(written -> new Rewrapped(scopes.length, scopes[scopes.length - 1]));
    }

    /** What came meanwhile is wrapped anew, and if that was all, the fingerprints follow in the same transaction. */
    private Future<Boolean> finish(Buffer next) {
        return database.transaction(tx -> tx.query(LOCK_TIMEOUT)
                        .execute()
                        .compose(bounded -> tx.query(LOCK_KEYS).execute())
                        .compose(locked -> rewrap(tx, next, ""))
                        .compose(rewrapped -> rewrapped.count() == BATCH
                                ? Future.succeededFuture(true)
                                : follow(tx, next).map(false)))
                .compose(more -> more ? Future.succeededFuture(true) : settle());
    }

    private Future<Void> follow(SqlConnection tx, Buffer next) {
        return tx.query(LOCK)
                .execute()
                .compose(locked -> standing(tx))
                .compose(standing -> standing.next().filter(next::equals).isPresent()
                        ? tx.preparedQuery(FOLLOW)
                                .execute(Tuple.of(next, Times.of(clocks.steady())))
                                .mapEmpty()
                        : Future.succeededFuture());
    }

    /** Renames the file: the key before is gone with that. A node that dies before is made up for at a start. */
    private Future<Boolean> settle() {
        return database.transaction(tx -> tx.query(LOCK)
                        .execute()
                        .compose(locked -> standing(tx))
                        .compose(standing -> vertx.executeBlocking(() -> {
                            files.replaceByNext(standing.master());
                            return false;
                        })))
                .onSuccess(settled -> LOG.info("master key: another is in force, the one before is gone"));
    }

    private static Future<Standing> standing(SqlClient client) {
        return client.query(STANDING).execute().map(rows -> {
            Row row = rows.iterator().next();
            Optional<Buffer> next = Optional.ofNullable(row.getBuffer("following"));
            return new Standing(
                    row.getBuffer("master"),
                    next,
                    Times.instant(row.getOffsetDateTime(next.isPresent() ? "begun" : "since")));
        });
    }
}
