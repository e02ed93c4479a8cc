package dev.waymark.gateway.http;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.time.Clocks;
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
    private final ConcurrentMap<PartnerId, Bucket> buckets = new ConcurrentHashMap<>();

    /** {@code perSecond} 0: no limit. */
    public RateLimits(Clocks clocks, int perSecond, int burst) {
        this.clocks = clocks;
        this.perSecond = perSecond;
        this.burst = Math.max(1, burst);
    }

    /** Takes the token of a request, or throws {@code 429 rate-limited}. */
    public void take(PartnerId partner) {
        take(partner, 1, 0);
    }

    /**
     * For a request that counts as {@code count}, on top of its own token, which {@link #take(PartnerId)} took: takes the
     * others at once, or none and throws {@code 429 rate-limited}. More than a full bucket holds are taken from a full one;
     * what they overdraw has to come in again first.
     */
    public void takeAs(PartnerId partner, int count) {
        if (count > 1) {
            take(partner, count - 1, 1);
        }
    }

    private void take(PartnerId partner, int count, int taken) {
        if (perSecond == 0) {
            return;
        }
        Instant now = clocks.steady();
        double wait = bucket(partner, now).take(now, count, taken);
        if (wait > 0) {
            throw Problem.rateLimited(
                    "More than " + perSecond + " requests a second, and the allowance for bursts is spent",
                    (int) Math.ceil(wait));
        }
    }

    private Bucket bucket(PartnerId partner, Instant now) {
        Bucket known = buckets.get(partner);
        return known != null ? known : buckets.computeIfAbsent(partner, unseen -> new Bucket(burst, now));
    }

    private final class Bucket {
        private double tokens;
        private Instant filledAt;

        Bucket(double tokens, Instant filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }

        /** Seconds until there are enough; 0 when they were taken. */
        synchronized double take(Instant now, int count, int taken) {
            if (now.isAfter(filledAt)) {
                double seconds = (now.toEpochMilli() - filledAt.toEpochMilli()) / 1000.0;
                tokens = Math.min(burst, tokens + seconds * perSecond);
                filledAt = now;
            }
            double missing = Math.min(count + taken, burst) - taken - tokens;
            if (missing > 0) {
                return (missing + taken) / perSecond;
            }
            tokens -= count;
            return 0;
        }
    }
}
