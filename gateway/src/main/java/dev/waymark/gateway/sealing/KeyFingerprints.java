package dev.waymark.gateway.sealing;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the keys directory against what the database was written with ({@code key_fingerprint}): with another or a
 * missing key the gateway does not start (protocol, section 12). At start, in this order:
 *
 * <pre>
 *   mayMake(directory) ─▶ read the keys, or make them where the database is empty ─▶ hold(directory, fingerprints)
 * </pre>
 *
 * Thread-safe.
 */
public final class KeyFingerprints {

    /** Two nodes that start on an empty database with keys of their own: one wins, the other is told which it wants. */
    private static final String LOCK = "lock table key_fingerprint in share row exclusive mode";

    private static final String KNOWN = "select name, fingerprint from key_fingerprint order by name";

    private static final String SEALED = "select exists (select from data_key) as anything";

    private static final String ADD = """
            insert into key_fingerprint (name, fingerprint, created_at)
            select name, fingerprint, $3 from unnest($1::text[], $2::bytea[]) as added (name, fingerprint)
            """;

    private final Database database;

    public KeyFingerprints(Database database) {
        this.database = database;
    }

    /**
     * Whether keys may be made: only while the database knows none. Else every file that it knows must be in {@code
     * directory}; fails with {@link KeyRefused}, naming the first that is not.
     */
    public Future<Boolean> mayMake(Path directory) {
        return database.client().query(KNOWN).execute().compose(rows -> {
            rows.forEach(row -> requirePresent(directory.resolve(row.getString("name"))));
            return rows.size() == 0 ? requireNothingSealed(directory) : Future.succeededFuture(false);
        });
    }

    private Future<Boolean> requireNothingSealed(Path directory) {
        return database.client().query(SEALED).execute().map(rows -> {
            if (rows.iterator().next().getBoolean("anything")) {
                throw new KeyRefused(
                        directory.resolve(MasterKey.FILE),
                        "cannot be told from another: the database has sealed values but no fingerprints;"
                                + " restore the whole of it from the backup");
            }
            return true;
        });
    }

    /**
     * Compares, and keeps what is new: all of it the first time, later a signing key that was added. Fails with {@link
     * KeyRefused}, and has changed nothing, where a known key is missing from {@code present} or is another.
     *
     * @param present the fingerprint of each key file in {@code directory}, by file name
     */
    public Future<Void> hold(Path directory, Map<String, Buffer> present, Instant now) {
        return database.transaction(tx -> tx.query(LOCK)
                .execute()
                .compose(locked -> tx.query(KNOWN).execute())
                .compose(rows -> {
                    Map<String, Buffer> added = new LinkedHashMap<>(present);
                    rows.forEach(row -> {
                        String name = row.getString("name");
                        compare(directory.resolve(name), row.getBuffer("fingerprint"), present.get(name));
                        added.remove(name);
                    });
                    return add(tx, added, now);
                }));
    }

    private static void compare(Path file, Buffer known, @Nullable Buffer found) {
        if (found == null) {
            throw missing(file);
        }
        if (!known.equals(found)) {
            throw new KeyRefused(
                    file, "is another key than the one this database was written with: restore it from the backup");
        }
    }

    private static void requirePresent(Path file) {
        if (!Files.exists(file)) {
            throw missing(file);
        }
    }

    private static KeyRefused missing(Path file) {
        return new KeyRefused(file, "is missing, and this database was written with it: restore it from the backup");
    }

    private static Future<Void> add(SqlConnection tx, Map<String, Buffer> added, Instant now) {
        if (added.isEmpty()) {
            return Future.succeededFuture();
        }
        String[] names = added.keySet().toArray(String[]::new);
        Buffer[] fingerprints = added.values().toArray(Buffer[]::new);
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(names, fingerprints, Times.of(now)))
                .mapEmpty();
    }
}
