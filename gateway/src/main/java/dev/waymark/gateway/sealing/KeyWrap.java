package dev.waymark.gateway.sealing;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;

/** Data keys under a master key: AES-256-GCM, bound to the scope. Thread-safe. */
public record KeyWrap(AesGcmCells cipher) {

    public static KeyWrap with(Provider provider, SecureRandom random) {
        return new KeyWrap(new AesGcmCells(provider, random));
    }

    Buffer wrap(MasterKeys.Wrapping master, Scope scope, byte[] key) {
        return cipher.seal(master.key().getBytes(), bound(scope), Buffer.buffer(key));
    }

    /** Fails with {@link SealBroken} where it is not what that master key wrapped. */
    byte[] unwrap(MasterKeys.Wrapping master, Scope scope, Buffer wrapped) {
        try {
            return cipher.open(master.key().getBytes(), bound(scope), wrapped).getBytes();
        } catch (GeneralSecurityException broken) {
            throw new SealBroken(PgDataKeys.wrapped(scope));
        }
    }

    private static byte[] bound(Scope scope) {
        return ("data_key|" + scope.name()).getBytes(StandardCharsets.UTF_8);
    }
}
