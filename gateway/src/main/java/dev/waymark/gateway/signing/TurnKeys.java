package dev.waymark.gateway.signing;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.sealing.KeyFingerprints;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets new keys of the gateway take the place of old ones, while it serves. Nodes that share the keys directory do so one
 * after the other, and each looks at it every minute. Thread-safe.
 *
 * <pre>
 *   now      new keys made, old ones given their end; both in the JWKS
 *   5 min    partners are shown the new key to encrypt to
 *   24 h     the new key signs, the old one does no more
 *   +7 d     the old ones are over: nothing signed or encrypted with them counts, their files may go
 * </pre>
 */
public final class TurnKeys {

    private static final Logger LOG = LoggerFactory.getLogger(TurnKeys.class);

    private final Vertx vertx;
    private final KeyFingerprints fingerprints;
    private final GatewayKeys keys;
    private final Clocks clocks;
    private volatile Optional<String> seen = Optional.empty();

    public TurnKeys(Vertx vertx, KeyFingerprints fingerprints, GatewayKeys keys, Clocks clocks) {
        this.vertx = vertx;
        this.fingerprints = fingerprints;
        this.keys = keys;
        this.clocks = clocks;
    }

    /** Makes the new keys; {@link Problem} 409 while others are on their way already. */
    Future<Void> rotate() {
        Instant now = clocks.steady();
        return fingerprints
                .alone(tx -> vertx.executeBlocking(() -> made(now)).compose(made -> hold(tx, made, now)))
                .onSuccess(made -> LOG.info(
                        "keys: new ones were made; {} signs from {}",
                        made.signing().get(made.signing().size() - 1).kid(),
                        Times.write(begins(made))))
                .mapEmpty();
    }

    private KeyFiles made(Instant now) {
        KeyFiles present = keys.directory().read(false);
        present.signing().stream()
                .filter(key -> !key.lifetime().hasBegun(now))
                .findFirst()
                .ifPresent(key -> {
                    throw Problem.of(
                            409,
                            "rotation-under-way",
                            "New keys are on their way already",
                            key.kid() + " signs from " + Times.write(begins(present)) + "; rotate again after that");
                });
        keys.directory().rotate(present, now);
        return keys.directory().read(false);
    }

    private static Instant begins(KeyFiles files) {
        return files.signing()
                .get(files.signing().size() - 1)
                .lifetime()
                .begins()
                .orElse(Instant.EPOCH);
    }

    /** Takes over what another node, or somebody by hand, changed in the directory. Fails where that is not as it should be: then all stays. */
    public Future<Void> lookAgain() {
        return vertx.executeBlocking(keys.directory()::state).compose(state -> {
            if (seen.equals(Optional.of(state))) {
                return Future.succeededFuture();
            }
            return fingerprints
                    .alone(tx -> vertx.executeBlocking(() -> keys.directory().read(false))
                            .compose(read -> hold(tx, read, clocks.steady())))
                    .onSuccess(held -> seen = Optional.of(state))
                    .mapEmpty();
        });
    }

    private Future<KeyFiles> hold(SqlConnection alone, KeyFiles files, Instant now) {
        return fingerprints
                .hold(alone, keys.directory().path(), files.byName(), TurnKeys::isOurs, now)
                .map(held -> {
                    keys.use(files);
                    return files;
                });
    }

    private static boolean isOurs(String fileName) {
        return fileName.startsWith(GatewayKey.PREFIX) || fileName.startsWith(ReadingKey.PREFIX);
    }
}
