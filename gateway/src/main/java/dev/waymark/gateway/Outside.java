package dev.waymark.gateway;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.DatabaseClocks;
import dev.waymark.gateway.sealing.AesGcmCells;
import dev.waymark.gateway.sealing.CellCipher;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.function.BiFunction;

/**
 * What a gateway is given from outside, so that tests and the demo give it their own: time, ids, randomness, and the
 * cipher of sealed values.
 */
public record Outside(
        BiFunction<Vertx, Database, Future<? extends Clocks>> clocks,
        Ids ids,
        SecureRandom random,
        BiFunction<CryptoProviders, SecureRandom, CellCipher> cells) {

    /** The database's time, UUIDv7, the system's randomness, AES-256-GCM. */
    public static Outside real() {
        return new Outside(
                (vertx, database) -> DatabaseClocks.start(vertx, database, System::nanoTime),
                UuidCreator::getTimeOrderedEpochPlus1,
                new SecureRandom(),
                (crypto, random) -> new AesGcmCells(crypto.provider(), random));
    }

    public Outside withClocks(BiFunction<Vertx, Database, Future<? extends Clocks>> other) {
        return new Outside(other, ids, random, cells);
    }

    public Outside withCells(BiFunction<CryptoProviders, SecureRandom, CellCipher> other) {
        return new Outside(clocks, ids, random, other);
    }
}
