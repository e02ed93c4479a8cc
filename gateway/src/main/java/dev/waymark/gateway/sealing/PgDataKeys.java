package dev.waymark.gateway.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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
            select scope, wrapped, master, coalesce(age(xmin) > age(pg_current_xact_id_if_assigned()::xid), true) as committed
            from data_key where scope = any ($1)
            """;

    /**
     * In order of scope, so that two transactions that need the same new keys do not wait for each other. Makes none
     * under a master key that another has followed meanwhile, and none for a forgotten case: who is forgetting one holds
     * its row, and is waited for.
     */
    private static final String MAKE = """
            with known as materialized (
                select 'case/' || id as scope, forgotten_at from care_case where id = any ($5) order by id for key share)
            insert into data_key (scope, wrapped, master, created_at)
            select scope, wrapped, $4, $3
            from unnest($1::text[], $2::bytea[]) as made (scope, wrapped)
            where coalesce((select bool_or(fingerprint = $4) from key_fingerprint
                             where name in ('master.key', 'master.key.next')), true)
              and scope not in (select known.scope from known where forgotten_at is not null)
            on conflict (scope) do nothing
            """;

    private static final String FORGOTTEN = """
            select 'case/' || id as scope from care_case where id = any ($1) and forgotten_at is not null
            """;

    private static final int KEY_BYTES = 32;
    private static final int MOST_CACHED = 20_000;
    private static final Duration CACHED_FOR = Duration.ofMinutes(10);

    private final MasterKeys masters;
    private final KeyWrap wrap;
    private final Clocks clocks;
    private final SecureRandom random;
    private final Cache<Scope, DataKey> cache = Caffeine.newBuilder()
            .maximumSize(MOST_CACHED)
            .expireAfterWrite(CACHED_FOR)
            .build();

    PgDataKeys(MasterKeys masters, KeyWrap wrap, Clocks clocks, SecureRandom random) {
        this.masters = masters;
        this.wrap = wrap;
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
                .compose(rows -> masters.know(connection, RotateMasterKey.mastersOf(rows))
                        .map(rows))
                .map(rows -> unwrapInto(found, rows));
    }

    /** All of them but forgotten cases'; those that there were not are made. */
    Future<Map<Scope, DataKey>> findOrMake(SqlClient connection, Set<Scope> scopes) {
        return find(connection, scopes).compose(found -> {
            List<Scope> missing = missing(scopes, found);
            return missing.isEmpty()
                    ? Future.succeededFuture(found)
                    : make(connection, missing)
                            .compose(made -> find(connection, scopes))
                            .compose(all -> all.size() == scopes.size()
                                    ? Future.succeededFuture(all)
                                    : makeOthers(connection, scopes, all));
        });
    }

    private Future<Map<Scope, DataKey>> makeOthers(SqlClient connection, Set<Scope> scopes, Map<Scope, DataKey> all) {
        return connection
                .preparedQuery(FORGOTTEN)
                .execute(Tuple.of((Object) cases(missing(scopes, all))))
                .compose(rows -> {
                    Set<Scope> others = new HashSet<>(scopes);
                    rows.forEach(row -> others.remove(new Scope(row.getString("scope"))));
                    return others.size() == all.size()
                            ? Future.succeededFuture(all)
                            : makeUnderTheNext(connection, others);
                });
    }

    private Future<Map<Scope, DataKey>> makeUnderTheNext(SqlClient connection, Set<Scope> scopes) {
        return masters.refresh(connection)
                .compose(refreshed -> find(connection, scopes))
                .compose(found -> make(connection, missing(scopes, found)))
                .compose(made -> find(connection, scopes))
                .map(all -> {
                    missing(scopes, all).stream().findFirst().ifPresent(scope -> {
                        throw new SealBroken(wrapped(scope));
                    });
                    return all;
                });
    }

    private Future<Void> make(SqlClient connection, List<Scope> scopes) {
        String[] names = names(scopes);
        MasterKeys.Wrapping newest = masters.newest();
        Buffer[] wrapped = new Buffer[names.length];
        for (int i = 0; i < names.length; i++) {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            wrapped[i] = wrap.wrap(newest, new Scope(names[i]), key);
        }
        return connection
                .preparedQuery(MAKE)
                .execute(Tuple.of(names, wrapped, Times.of(clocks.business()), newest.master(), cases(scopes)))
                .mapEmpty();
    }

    private Map<Scope, DataKey> unwrapInto(Map<Scope, DataKey> found, RowSet<Row> rows) {
        for (Row row : rows) {
            Scope scope = new Scope(row.getString("scope"));
            DataKey key = new DataKey(scope, unwrap(scope, row));
            found.put(scope, key);
            if (row.getBoolean("committed")) {
                cache.put(scope, key);
            }
        }
        return found;
    }

    private byte[] unwrap(Scope scope, Row row) {
        return masters.find(row.getBuffer("master"))
                .map(wrapping -> wrap.unwrap(wrapping, scope, row.getBuffer("wrapped")))
                .orElseThrow(() -> new SealBroken(wrapped(scope)));
    }

    static Cell wrapped(Scope scope) {
        return new Cell("data_key", "wrapped", scope.name());
    }

    private static List<Scope> missing(Set<Scope> scopes, Map<Scope, DataKey> found) {
        return scopes.stream().filter(scope -> !found.containsKey(scope)).toList();
    }

    private static UUID[] cases(Collection<Scope> scopes) {
        return scopes.stream()
                .flatMap(scope -> scope.caseId().stream())
                .map(CaseId::value)
                .toArray(UUID[]::new);
    }

    private static String[] names(Collection<Scope> scopes) {
        return scopes.stream().map(Scope::name).sorted().toArray(String[]::new);
    }
}
