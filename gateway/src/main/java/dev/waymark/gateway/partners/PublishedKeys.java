package dev.waymark.gateway.partners;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.signing.KeyDirectory;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Partners' keys: those that the directory has, and beyond them those that a partner publishes at its {@code jwksUri}
 * (protocol, section 1). The directory's word stands: a kid that it has, live or revoked, is not looked for elsewhere.
 * Thread-safe; each node asks for itself.
 *
 * <pre>
 *   kid not known ─▶ asked within the last minute? ─ no ─▶ fetch, one a partner, others wait for it ─▶ kept 1 to 15 min
 *                    └ yes: as it is                        └ fails: what is there stays, 24 h at most, next try in 1 min
 * </pre>
 */
public final class PublishedKeys implements KeyDirectory {

    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Duration KEPT_WITHOUT_ANSWER = Duration.ofHours(24);
    /** Requests of one partner that wait for its keys, each with its body. */
    private static final int MOST_WAITING = 32;

    private final Vertx vertx;
    private final PartnerDirectory directory;
    private final FetchKeys fetch;
    private final Clocks clocks;
    private final Map<PartnerId, Published> published = new ConcurrentHashMap<>();

    public PublishedKeys(Vertx vertx, PartnerDirectory directory, FetchKeys fetch, Clocks clocks) {
        this.vertx = vertx;
        this.directory = directory;
        this.fetch = fetch;
        this.clocks = clocks;
    }

    @Override
    public KeyState find(PartnerId partner, String kid) {
        KeyState known = directory.find(partner, kid);
        Published there = known instanceof Unknown ? published.get(partner) : null;
        return there != null && directory.jwksUri(partner).equals(Optional.of(there.uri))
                ? there.find(kid, clocks.steady()).orElse(known)
                : known;
    }

    @Override
    public Future<Void> lookFurther(PartnerId partner) {
        Optional<URI> uri = directory.jwksUri(partner);
        if (uri.isEmpty()) {
            published.remove(partner);
            return Future.succeededFuture();
        }
        return published
                .compute(
                        partner,
                        (id, there) -> there != null && there.uri.equals(uri.get())
                                ? there
                                : new Published(partner, uri.get()))
                .refresh();
    }

    private final class Published {

        private final PartnerId partner;
        private final URI uri;
        private Map<String, KeyState> keys = Map.of();
        private Instant fetchedAt = Instant.MIN;
        private Instant freshUntil = Instant.MIN;
        private Instant askedAt = Instant.MIN;
        private boolean failed;
        private Optional<Future<FetchKeys.Fetched>> underWay = Optional.empty();
        private int waiting;

        Published(PartnerId partner, URI uri) {
            this.partner = partner;
            this.uri = uri;
        }

        synchronized Optional<KeyState> find(String kid, Instant now) {
            boolean fresh = now.isBefore(freshUntil);
            boolean excused = (failed || underWay.isPresent())
                    && now.isBefore(askedAt.plus(BETWEEN))
                    && now.isBefore(fetchedAt.plus(KEPT_WITHOUT_ANSWER));
            return fresh || excused ? Optional.ofNullable(keys.get(kid)) : Optional.empty();
        }

        /** Completes when there is nothing more to be had, on the caller's own context. */
        Future<Void> refresh() {
            Context own = vertx.getOrCreateContext();
            Optional<Future<FetchKeys.Fetched>> awaited;
            try {
                awaited = await();
            } catch (Problem busy) {
                return Future.failedFuture(busy);
            }
            if (awaited.isEmpty()) {
                return Future.succeededFuture();
            }
            Promise<Void> done = Promise.promise();
            awaited.get().onComplete(over -> {
                left();
                own.runOnContext(turn -> done.complete());
            });
            return done.future();
        }

        private synchronized Optional<Future<FetchKeys.Fetched>> await() {
            Instant now = clocks.steady();
            if (underWay.isEmpty()) {
                if (now.isBefore(askedAt.plus(BETWEEN))) {
                    return Optional.empty();
                }
                askedAt = now;
                return Optional.of(ask(now));
            }
            if (waiting >= MOST_WAITING) {
                throw Problem.unavailable("Too many requests wait for this partner's keys; send the same again", 1);
            }
            waiting++;
            return underWay;
        }

        private Future<FetchKeys.Fetched> ask(Instant now) {
            askedAt = now;
            waiting++;
            Future<FetchKeys.Fetched> asked = fetch.from(partner, uri);
            underWay = Optional.of(asked);
            asked.onComplete(fetched -> take(fetched, now), failure -> missed());
            return asked;
        }

        private synchronized void left() {
            waiting--;
        }

        private synchronized void take(FetchKeys.Fetched fetched, Instant asked) {
            underWay = Optional.empty();
            failed = false;
            keys = fetched.keys();
            fetchedAt = asked;
            freshUntil = asked.plus(fetched.keptFor());
        }

        private synchronized void missed() {
            underWay = Optional.empty();
            failed = true;
        }
    }
}
