package dev.waymark.gateway.sealing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Encryption at rest. Each scope has one data key, made at first use, wrapped by the master key and kept in {@code
 * data_key}; a value is AES-256-GCM under it, bound to its {@link Scope} and {@link Cell}. Thread-safe.
 */
public interface Sealing {

    /**
     * The data keys of these scopes, made where there is none yet, in the transaction of {@code connection}. A case that
     * was forgotten gets none again: its scope is absent. A key is used at once and not kept by callers; unwrapped keys
     * are cached here, bounded.
     */
    Future<Map<Scope, DataKey>> keys(SqlClient connection, Collection<Scope> scopes);

    /** The data key of one scope, as {@link #keys}; empty: the case was forgotten. */
    default Future<Optional<DataKey>> keyUnlessForgotten(SqlClient connection, Scope scope) {
        return keys(connection, List.of(scope)).map(keys -> Optional.ofNullable(keys.get(scope)));
    }

    /** The same of a scope that is no case, or whose case is locked and not forgotten. */
    default Future<DataKey> key(SqlClient connection, Scope scope) {
        return keyUnlessForgotten(connection, scope)
                .map(key -> key.orElseThrow(() -> new IllegalStateException("no data key for " + scope)));
    }

    /** Seals one value. Pure computation, microseconds. */
    Buffer seal(DataKey key, Cell cell, Buffer plain);

    /**
     * Opens values for {@code reader}, in the order given, and writes one audit row for each in the transaction of
     * {@code connection}. Fails with {@link SealBroken} where a value was altered, moved, or sealed under another key.
     */
    Future<List<Buffer>> open(SqlClient connection, Reader reader, List<Sealed> values);

    /** The same, each by what it is of. */
    default <K> Future<Map<K, Buffer>> open(SqlClient connection, Reader reader, Map<K, Sealed> values) {
        List<Map.Entry<K, Sealed>> inOrder = List.copyOf(values.entrySet());
        return open(
                        connection,
                        reader,
                        inOrder.stream().map(Map.Entry::getValue).toList())
                .map(plain -> {
                    Map<K, Buffer> opened = new LinkedHashMap<>();
                    for (int i = 0; i < plain.size(); i++) {
                        opened.put(inOrder.get(i).getKey(), plain.get(i));
                    }
                    return opened;
                });
    }

    /**
     * A keyed hash (HMAC-SHA-256 under a key of its own, which rotating the master key leaves as it is) by which numbers, addresses and digests of
     * content are found and compared without standing in clear. {@code domain} keeps uses apart.
     */
    Buffer keyedHash(String domain, Buffer value);
}
