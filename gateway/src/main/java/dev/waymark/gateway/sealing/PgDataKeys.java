package dev.waymark.gateway.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The data keys, one a scope. A key that stands in a transaction not yet committed is used in that transaction but not
 * remembered: were it rolled back, values sealed under a remembered one would never open again.
 */
final class PgDataKeys {

    /**
     * {@code committed}: not written by this very transaction. Where the transaction has a number, only rows written
     * by lower numbers count, so that rows of its savepoints, which have higher ones, do not.
     */
    private static final String FIND = """
            select scope, wrapped, coalesce(age(xmin) > age(pg_current_xact_id_if_assigned()::xid), true) as committed
            from data_key where scope = any ($1)
            """;

    /** In order of scope, so that two transactions that need the same new keys do not wait for each other. */
    private static final String MAKE = """
            insert into data_key (scope, wrapped, created_at)
            select scope, wrapped, $3
            from unnest($1::text[], $2::bytea[]) as made (scope, wrapped)
            on conflict (scope) do nothing
            """;

    private static final int KEY_BYTES = 32;
    private static final int MOST_CACHED = 20_000;
    private static final Duration CACHED_FOR = Duration.ofMinutes(10);

    private final byte[] wrappingKey;
    private final AesGcmCells wrapping;
    private final Clocks clocks;
    private final SecureRandom random;
    private final Cache<Scope, DataKey> cache = Caffeine.newBuilder()
            .maximumSize(MOST_CACHED)
            .expireAfterWrite(CACHED_FOR)
            .build();

    PgDataKeys(byte[] wrappingKey, AesGcmCells wrapping, Clocks clocks, SecureRandom random) {
        this.wrappingKey = wrappingKey;
        this.wrapping = wrapping;
        this.clocks = clocks;
        this.random = random;
    }

    /** Those that there are. */
    Future<Map<Scope, DataKey>> find(SqlClient connection, Set<Scope> scopes) {
        Map<Scope, DataKey> found = new HashMap<>(cache.getAllPresent(scopes));
        if (found.size() == scopes.size()) {
            return Future.succeededFuture(found);
        }
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(names(missing(scopes, found))))
                .map(rows -> unwrapInto(found, rows));
    }

    /** All of them; those that there were not are made. */
    Future<Map<Scope, DataKey>> findOrMake(SqlClient connection, Set<Scope> scopes) {
        return find(connection, scopes).compose(found -> {
            List<Scope> missing = missing(scopes, found);
            return missing.isEmpty()
                    ? Future.succeededFuture(found)
                    : make(connection, missing).compose(made -> find(connection, scopes));
        });
    }

    private Future<Void> make(SqlClient connection, List<Scope> scopes) {
        String[] names = names(scopes);
        Buffer[] wrapped = new Buffer[names.length];
        for (int i = 0; i < names.length; i++) {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            wrapped[i] = wrapping.seal(wrappingKey, bound(names[i]), Buffer.buffer(key));
        }
        return connection
                .preparedQuery(MAKE)
                .execute(Tuple.of(names, wrapped, Times.of(clocks.business())))
                .mapEmpty();
    }

    private Map<Scope, DataKey> unwrapInto(Map<Scope, DataKey> found, RowSet<Row> rows) {
        for (Row row : rows) {
            Scope scope = new Scope(row.getString("scope"));
            DataKey key = new DataKey(scope, unwrap(scope, row.getBuffer("wrapped")));
            found.put(scope, key);
            if (row.getBoolean("committed")) {
                cache.put(scope, key);
            }
        }
        return found;
    }

    private byte[] unwrap(Scope scope, Buffer wrapped) {
        try {
            return wrapping.open(wrappingKey, bound(scope.name()), wrapped).getBytes();
        } catch (GeneralSecurityException broken) {
            throw new SealBroken(new Cell("data_key", "wrapped", scope.name()));
        }
    }

    private static List<Scope> missing(Set<Scope> scopes, Map<Scope, DataKey> found) {
        return scopes.stream().filter(scope -> !found.containsKey(scope)).toList();
    }

    private static String[] names(Collection<Scope> scopes) {
        return scopes.stream().map(Scope::name).sorted().toArray(String[]::new);
    }

    private static byte[] bound(String scope) {
        return ("data_key|" + scope).getBytes(StandardCharsets.UTF_8);
    }
}
