package dev.waymark.gateway.sealing;

import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;

/** Sealing under one master key that is never rotated, the hashes' key derived from it. */
public final class TestSealing {

    private TestSealing() {}

    public static PgSealing of(MasterKey master, Clocks clocks, SecureRandom random, Provider provider) {
        return of(master, clocks, random, provider, new AesGcmCells(provider, random));
    }

    public static PgSealing of(
            MasterKey master, Clocks clocks, SecureRandom random, Provider provider, CellCipher cells) {
        MasterKeys masters = new MasterKeys(provider, List.of(master), () -> Future.succeededFuture(List.of(master)));
        return new PgSealing(
                new PgDataKeys(masters, KeyWrap.with(provider, random), clocks, random),
                master.derive(provider, "hashes of tests"),
                clocks,
                provider,
                cells);
    }
}
