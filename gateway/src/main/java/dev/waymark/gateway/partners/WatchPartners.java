package dev.waymark.gateway.partners;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.SqlState;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link PartnerDirectory} as the database has it: at once when told by {@code NOTIFY}, and by a poll that needs
 * nobody to tell. Thread-safe.
 */
public final class WatchPartners {

    private static final Logger LOG = LoggerFactory.getLogger(WatchPartners.class);

    /** A revoked key stops within 5 s (protocol, section 1): the poll alone must do, with time to read. */
    private static final Duration POLL = Duration.ofSeconds(3);

    private static final Duration RECONNECT = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final PartnerDirectory directory;
    private final LoadPartners load;
    private final PgSubscriber subscriber;
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile long timer = -1;

    /** @param listen for the connection on which the database tells of changes */
    public WatchPartners(
            Vertx vertx,
            Database database,
            PgConnectOptions listen,
            Sealing sealing,
            CryptoProviders crypto,
            PartnerDirectory directory) {
        this.vertx = vertx;
        this.directory = directory;
        this.load = new LoadPartners(database, sealing, crypto);
        this.subscriber = PgSubscriber.subscriber(vertx, listen).reconnectPolicy(retries -> RECONNECT.toMillis());
        subscriber.channel(PgPartnerChanges.CHANNEL).handler(notice -> poll());
    }

    /** Reads everything once, then keeps watching. Fails where the first reading does. */
    public Future<Void> start() {
        return reload().onSuccess(loaded -> {
            timer = vertx.setPeriodic(POLL.toMillis(), tick -> poll());
            subscriber
                    .connect()
                    .onFailure(failure -> LOG.warn(
                            "partners: cannot listen for changes; they are seen by polling, within 5 s: sqlstate={}",
                            SqlState.of(failure),
                            failure));
        });
    }

    /** Reads what changed since; at once, for whoever just changed something. */
    public Future<Void> reload() {
        return load.since(directory.snapshot()).map(now -> {
            directory.replace(now);
            return null;
        });
    }

    public Future<Void> stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        return subscriber.close();
    }

    private void poll() {
        reload().onSuccess(loaded -> {
                    if (failing.getAndSet(false)) {
                        LOG.info("partners: read again");
                    }
                })
                .onFailure(failure -> {
                    if (!failing.getAndSet(true)) {
                        LOG.warn(
                                "partners: cannot be read; the last known stay in force, next try in 3 s: sqlstate={}",
                                SqlState.of(failure),
                                failure);
                    }
                });
    }
}
