package dev.waymark.gateway.sealing;

import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Sealing} with data keys in {@code data_key}, and the audit beside them. */
public final class PgSealing implements Sealing {

    private static final Scope HASHES = new Scope("keyed-hash");

    private final PgAudit audit;
    private final Provider provider;
    private final CellCipher cells;
    private final PgDataKeys dataKeys;
    private final byte[] hashKey;
    private final Map<String, byte[]> hashKeys = new ConcurrentHashMap<>();

    PgSealing(PgDataKeys dataKeys, byte[] hashKey, Clocks clocks, Provider provider, CellCipher cells) {
        this.dataKeys = dataKeys;
        this.hashKey = hashKey;
        this.audit = new PgAudit(clocks);
        this.provider = provider;
        this.cells = cells;
    }

    /**
     * Ready once the key of the keyed hashes is known. It is a data key too, so that hashes stay what they are when
     * another master key follows.
     *
     * @param provider does AES-GCM and HMAC-SHA-256; chosen by name, never the default order
     * @param cells seals the values; data keys are wrapped by AES-GCM all the same
     */
    public static Future<PgSealing> open(
            SqlClient connection,
            MasterKeys masters,
            Clocks clocks,
            SecureRandom random,
            Provider provider,
            CellCipher cells) {
        PgDataKeys keys = new PgDataKeys(masters, KeyWrap.with(provider, random), clocks, random);
        return keys.findOrMake(connection, Set.of(HASHES))
                .map(found -> new PgSealing(
                        keys, Objects.requireNonNull(found.get(HASHES)).bytes(), clocks, provider, cells));
    }

    @Override
    public Future<Map<Scope, DataKey>> keys(SqlClient connection, Collection<Scope> scopes) {
        return dataKeys.findOrMake(connection, new LinkedHashSet<>(scopes));
    }

    @Override
    public Buffer seal(DataKey key, Cell cell, Buffer plain) {
        return cells.seal(key.bytes(), bound(key.scope(), cell), plain);
    }

    @Override
    public Future<List<Buffer>> open(SqlClient connection, Reader reader, List<Sealed> values) {
        if (values.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Set<Scope> scopes = new LinkedHashSet<>();
        values.forEach(value -> scopes.add(value.scope()));
        return dataKeys.find(connection, scopes)
                .map(keys -> openAll(keys, values))
                .compose(plain ->
                        audit.record(connection, reader, opened(values)).map(plain));
    }

    private List<Buffer> openAll(Map<Scope, DataKey> keys, List<Sealed> values) {
        List<Buffer> plain = new ArrayList<>(values.size());
        for (Sealed value : values) {
            DataKey key = keys.get(value.scope());
            if (key == null) {
                throw new SealBroken(value.cell());
            }
            try {
                plain.add(cells.open(key.bytes(), bound(value.scope(), value.cell()), value.value()));
            } catch (GeneralSecurityException broken) {
                throw new SealBroken(value.cell());
            }
        }
        return plain;
    }

    private static List<PgAudit.Entry> opened(List<Sealed> values) {
        return values.stream()
                .map(value -> new PgAudit.Entry(value.scope(), value.cell()))
                .toList();
    }

    @Override
    public Buffer keyedHash(String domain, Buffer value) {
        byte[] key = hashKeys.computeIfAbsent(domain, name -> derive(name));
        return Buffer.buffer(Hkdf.hmac(provider, key, value.getBytes()));
    }

    private byte[] derive(String domain) {
        byte[] use = ("waymark keyed hash " + domain).getBytes(StandardCharsets.UTF_8);
        return Hkdf.derive(provider, hashKey, new byte[hashKey.length], use);
    }

    private static byte[] bound(Scope scope, Cell cell) {
        return String.join("|", scope.name(), cell.table(), cell.column(), cell.row())
                .getBytes(StandardCharsets.UTF_8);
    }
}
