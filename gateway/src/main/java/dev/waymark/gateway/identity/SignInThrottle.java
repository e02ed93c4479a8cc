package dev.waymark.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.gateway.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Slows down whoever guesses passwords: after a few failures for one name, or from one address, the next try has to wait,
 * twice as long each time. It waits a minute at most, so that nobody is locked out for long by somebody else's
 * guessing. Names that do not exist count alike. Kept on this node, in memory, on the steady clock. Thread-safe.
 *
 * <p>A try counts as a failure from its start, so that many at once gain nothing; success takes that back.
 */
final class SignInThrottle {

    private static final int FREE_PER_USER = 5;

    /** A clinic may share one address. */
    private static final int FREE_PER_ADDRESS = 20;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 100_000;

    private final Clocks clocks;
    private final Cache<String, Failures> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    SignInThrottle(Clocks clocks) {
        this.clocks = clocks;
    }

    private record Failures(int count, Instant last) {
        static final Failures NONE = new Failures(0, Instant.EPOCH);
    }

    /** Zero: try now, and it counts as failed until {@link #succeeded}. Else how long to wait first. */
    synchronized Duration begin(String user, String address) {
        Instant now = clocks.steady();
        Duration wait = longer(wait(byUser(user), FREE_PER_USER, now), wait(byAddress(address), FREE_PER_ADDRESS, now));
        if (wait.isZero()) {
            count(byUser(user), 1, now);
            count(byAddress(address), 1, now);
        }
        return wait;
    }

    /** The try was right: the name's failures are forgotten; those of the address stay, less this one. */
    synchronized void succeeded(String user, String address) {
        remembered.invalidate(byUser(user));
        count(byAddress(address), -1, clocks.steady());
    }

    /** The try could not be made; it does not count. */
    synchronized void notTried(String user, String address) {
        count(byUser(user), -1, clocks.steady());
        count(byAddress(address), -1, clocks.steady());
    }

    private Duration wait(String key, int free, Instant now) {
        Failures failures = of(key, now);
        if (failures.count() < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures.count() - free, 10);
        Duration pause = shorter(SHORTEST.multipliedBy(1L << doublings), LONGEST);
        Duration left = Duration.between(now, failures.last().plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void count(String key, int more, Instant now) {
        Failures before = of(key, now);
        int count = Math.max(0, before.count() + more);
        remembered.put(key, new Failures(count, more > 0 ? now : before.last()));
    }

    private Failures of(String key, Instant now) {
        Failures failures = remembered.getIfPresent(key);
        return failures == null || failures.last().plus(FORGOTTEN_AFTER).isBefore(now) ? Failures.NONE : failures;
    }

    private static String byUser(String user) {
        return "user " + user.toLowerCase(Locale.ROOT);
    }

    private static String byAddress(String address) {
        return "address " + address;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
