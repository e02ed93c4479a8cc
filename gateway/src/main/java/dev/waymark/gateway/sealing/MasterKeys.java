package dev.waymark.gateway.sealing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.security.Provider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The master keys that this node knows: one, and while a rotation is under way the one that follows. Each wrapped key
 * names, by fingerprint, the master key that opens it; the key files are read again where one is named that is not known
 * yet. A key that was known stays known until the process ends: what was read a moment ago may be wrapped by it.
 * Thread-safe.
 */
public final class MasterKeys {

    /** The one that wraps: the next, where there is one. */
    private static final String WRAPS = """
            select fingerprint from key_fingerprint
             where name in ('master.key', 'master.key.next') order by name desc limit 1
            """;

    private static final String USE = "waymark data keys";

    private final Provider provider;
    private final Supplier<Future<List<MasterKey>>> files;
    private volatile Map<Buffer, Buffer> wrappingKeys = Map.of();
    private volatile Buffer wraps;

    /** A master key's fingerprint, and the key derived from it that wraps. */
    record Wrapping(Buffer master, Buffer key) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /**
     * The keys as read at the start, the first of which wraps until the database names another.
     *
     * @param files reads the key files again
     */
    public MasterKeys(Provider provider, List<MasterKey> keys, Supplier<Future<List<MasterKey>>> files) {
        this.provider = provider;
        this.files = files;
        add(keys);
        this.wraps = keys.get(0).fingerprint(provider);
    }

    private synchronized void add(List<MasterKey> keys) {
        Map<Buffer, Buffer> all = new LinkedHashMap<>(wrappingKeys);
        keys.forEach(key -> all.computeIfAbsent(
                key.fingerprint(provider), fingerprint -> Buffer.buffer(key.derive(provider, USE))));
        wrappingKeys = Map.copyOf(all);
    }

    Optional<Wrapping> find(Buffer master) {
        return Optional.ofNullable(wrappingKeys.get(master)).map(key -> new Wrapping(master, key));
    }

    Wrapping require(Buffer master) {
        return find(master)
                .orElseThrow(() -> new IllegalStateException(
                        "a data key is wrapped by a master key that is in no file of the keys directory"));
    }

    Buffer fingerprint(MasterKey key) {
        return key.fingerprint(provider);
    }

    /** The one under which new data keys are wrapped. */
    Wrapping newest() {
        return require(wraps);
    }

    /** Refreshes where one of these is not known: another node may have begun, and its key is in the directory by then. */
    Future<Void> know(SqlClient connection, Collection<Buffer> named) {
        return wrappingKeys.keySet().containsAll(named) ? Future.succeededFuture() : refresh(connection);
    }

    /** Reads the files again, and asks the database which key wraps now. */
    Future<Void> refresh(SqlClient connection) {
        return files.get()
                .onSuccess(this::add)
                .compose(read -> connection.query(WRAPS).execute())
                .map(rows -> {
                    rows.forEach(row -> use(row.getBuffer("fingerprint")));
                    return null;
                });
    }

    private void use(Buffer master) {
        if (wrappingKeys.containsKey(master)) {
            wraps = master;
        }
    }
}
