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
        if (perSecond == 0) {
            return;
        }
        Instant now = clocks.steady();
        double wait =
                buckets.computeIfAbsent(key, unseen -> new Bucket(burst, now)).take(now);
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

        /** Seconds until there is a token again; 0 when one was taken. */
        synchronized double take(Instant now) {
            if (now.isAfter(filledAt)) {
                double seconds = (now.toEpochMilli() - filledAt.toEpochMilli()) / 1000.0;
                tokens = Math.min(burst, tokens + seconds * perSecond);
                filledAt = now;
            }
            if (tokens < 1) {
                return (1 - tokens) / perSecond;
            }
            tokens--;
            return 0;
        }
    }
}
