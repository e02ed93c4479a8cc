package dev.waymark.gateway.http;

import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many requests a partner may make: a bucket of {@code burst} tokens each, filled at {@code perSecond} by the steady
 * clock. Counted on this node alone, after the signature verified: nobody spends another's. Thread-safe.
 */
public final class RateLimits {

    private final Clocks clocks;
    private final int perSecond;
    private final int burst;
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** {@code perSecond} 0: no limit. */
    public RateLimits(Clocks clocks, int perSecond, int burst) {
        this.clocks = clocks;
        this.perSecond = perSecond;
        this.burst = Math.max(1, burst);
    }

    /** Goes on within the limit, else fails with {@code 429}. Stands behind {@link Authentication}; people pass. */
    public Handler<RoutingContext> handler() {
        return context -> {
            if (Callers.of(context) instanceof Caller.OfPartner partner) {
                take(partner.partner().value());
            }
            context.next();
        };
    }

    /** Takes a token, or throws {@code 429 rate-limited}. */
    public void take(String key) {
        take(key, 1);
    }

    /**
     * Takes so many tokens at once, or none and throws {@code 429 rate-limited}. More than a full bucket holds are taken
     * from a full one; what they overdraw has to come in again first.
     */
    public void take(String key, int count) {
        if (perSecond == 0) {
            return;
        }
        Instant now = clocks.steady();
        double wait =
                buckets.computeIfAbsent(key, unseen -> new Bucket(burst, now)).take(now, count);
        if (wait > 0) {
            throw Problem.rateLimited(
                    "More than " + perSecond + " requests a second, and the allowance for bursts is spent",
                    (int) Math.ceil(wait));
        }
    }

    private final class Bucket {
        private double tokens;
        private Instant filledAt;

        Bucket(double tokens, Instant filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }

        /** Seconds until there are enough; 0 when they were taken. */
        synchronized double take(Instant now, int count) {
            if (now.isAfter(filledAt)) {
                double seconds = (now.toEpochMilli() - filledAt.toEpochMilli()) / 1000.0;
                tokens = Math.min(burst, tokens + seconds * perSecond);
                filledAt = now;
            }
            double needed = Math.min(count, burst);
            if (tokens < needed) {
                return (needed - tokens) / perSecond;
            }
            tokens -= count;
            return 0;
        }
    }
}
