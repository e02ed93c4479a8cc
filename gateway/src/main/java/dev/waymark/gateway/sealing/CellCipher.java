package dev.waymark.gateway.sealing;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;

/** How one value is sealed: a key, what the value is bound to, and the value. Thread-safe. */
public interface CellCipher {

    /**
     * Seals one value under a key.
     *
     * @param bound what is not stored with the value, yet must be the same when it is opened
     */
    Buffer seal(byte[] key, byte[] bound, Buffer plain);

    /** Fails where the value, the key or what it is bound to is not what it was at sealing. */
    Buffer open(byte[] key, byte[] bound, Buffer sealed) throws GeneralSecurityException;
}
