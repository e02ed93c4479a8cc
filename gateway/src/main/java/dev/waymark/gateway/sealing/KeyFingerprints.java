package dev.waymark.gateway.sealing;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the keys directory against what the database was written with ({@code key_fingerprint}): with another or a
 * missing key the gateway does not start (protocol, section 12). At start, in this order:
 *
 * <pre>
 *   mayMake(directory, now) ─▶ read the keys, or make them where the database is empty ─▶ hold(directory, files, now)
 * </pre>
 *
 * Thread-safe.
 */
public final class KeyFingerprints {

    /** Two nodes that start on an empty database with keys of their own: one wins, the other is told which it wants. */
    private static final String LOCK = "lock table key_fingerprint in share row exclusive mode";

    private static final String KNOWN = "select name, fingerprint, needed_until from key_fingerprint order by name";

    private static final String SEALED = "select exists (select from data_key) as anything";

    private static final String KEEP = """
            insert into key_fingerprint (name, fingerprint, needed_until, created_at)
            select name, fingerprint, needed_until, $4
              from unnest($1::text[], $2::bytea[], $3::timestamptz[]) as present (name, fingerprint, needed_until)
            on conflict (name) do update
               set needed_until = excluded.needed_until
             where key_fingerprint.needed_until is distinct from excluded.needed_until
            """;
    private static final String FORGET = "delete from key_fingerprint where name = any($1::text[])";

    private final Database database;

    public KeyFingerprints(Database database) {
        this.database = database;
    }

    /**
     * Whether keys may be made: only while the database knows none. Else every file that it needs must be in {@code
     * directory}; fails with {@link KeyRefused}, naming the first that is not.
     */
    public Future<Boolean> mayMake(Path directory, Instant now) {
        return database.client().query(KNOWN).execute().compose(rows -> {
            for (Row row : rows) {
                if (isNeeded(row, now)) {
                    requirePresent(directory.resolve(row.getString("name")));
                }
            }
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

    /** The fingerprint of the master key, where there is one yet. */
    public Future<Optional<Buffer>> master() {
        return database.client().query(KNOWN).execute().map(rows -> {
            for (Row row : rows) {
                if (row.getString("name").equals(MasterKey.FILE)) {
                    return Optional.of(row.getBuffer("fingerprint"));
                }
            }
            return Optional.empty();
        });
    }

    /**
     * Compares, keeps what is new, and forgets what is gone and was over. Fails with {@link KeyRefused}, and has changed
     * nothing, where a key that is still needed is missing from {@code present}, or a known one is another. A master key
     * that follows is new to {@link RotateMasterKey} alone.
     *
     * @param present each key file in {@code directory}, by file name
     */
    public Future<Void> hold(Path directory, Map<String, KeyFile> present, Instant now) {
        return alone(tx -> hold(tx, directory, present, name -> true, now));
    }

    /** Does {@code work} in a transaction in which nobody else, on whatever node, holds or changes keys. */
    public <T> Future<T> alone(Function<SqlConnection, Future<T>> work) {
        return database.transaction(tx -> tx.query(LOCK).execute().compose(locked -> work.apply(tx)));
    }

    /** The same in a transaction of {@link #alone}, of those files only whose names are {@code meant}. */
    public Future<Void> hold(
            SqlConnection alone, Path directory, Map<String, KeyFile> present, Predicate<String> meant, Instant now) {
        return alone.query(KNOWN).execute().compose(rows -> {
            List<String> over = new ArrayList<>();
            Map<String, KeyFile> kept = new HashMap<>(present);
            if (!names(rows).contains(MasterKey.NEXT_FILE)) {
                kept.remove(MasterKey.NEXT_FILE);
            }
            for (Row row : rows) {
                String name = row.getString("name");
                if (!meant.test(name)) {
                    continue;
                }
                KeyFile found = present.get(name);
                if (found == null && !isNeeded(row, now)) {
                    over.add(name);
                } else {
                    compare(directory.resolve(name), row.getBuffer("fingerprint"), found);
                }
            }
            return keep(alone, kept, now).compose(done -> forget(alone, over));
        });
    }

    private static Set<String> names(RowSet<Row> rows) {
        Set<String> names = new HashSet<>();
        rows.forEach(row -> names.add(row.getString("name")));
        return names;
    }

    private static boolean isNeeded(Row row, Instant now) {
        OffsetDateTime until = row.getOffsetDateTime("needed_until");
        return until == null || now.isBefore(Times.instant(until));
    }

    private static void compare(Path file, Buffer known, @Nullable KeyFile found) {
        if (found == null) {
            throw missing(file);
        }
        if (!known.equals(found.fingerprint())) {
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

    private static Future<Void> keep(SqlConnection tx, Map<String, KeyFile> present, Instant now) {
        List<Map.Entry<String, KeyFile>> all = List.copyOf(present.entrySet());
        String[] names = all.stream().map(Map.Entry::getKey).toArray(String[]::new);
        Buffer[] fingerprints =
                all.stream().map(one -> one.getValue().fingerprint()).toArray(Buffer[]::new);
        OffsetDateTime[] neededUntil = all.stream()
                .map(one -> one.getValue().neededUntil().map(Times::of).orElse(null))
                .toArray(OffsetDateTime[]::new);
        return tx.preparedQuery(KEEP)
                .execute(Tuple.of(names, fingerprints, neededUntil, Times.of(now)))
                .mapEmpty();
    }

    private static Future<Void> forget(SqlConnection tx, List<String> over) {
        return over.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(FORGET)
                        .execute(Tuple.of((Object) over.toArray(String[]::new)))
                        .mapEmpty();
    }
}
