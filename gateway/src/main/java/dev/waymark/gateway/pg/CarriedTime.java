package dev.waymark.gateway.pg;

import java.time.Instant;

/**
 * A time that is read now and then and carried on by a monotonic clock in between. Never goes back: where a reading is
 * ahead it jumps there, where it is behind it goes at half speed until the reading's time has caught up. Thread-safe.
 *
 * <pre>
 *   time                 ____/ as read, from here on the faster of the two
 *     |         ____----/
 *     |       /      half speed
 *     |     / carried on
 *     +---------------------- nanos
 * </pre>
 */
final class CarriedTime {

    private long anchor;
    private Instant read;
    private Instant reached;
    private Instant last;

    CarriedTime(Instant time, long nanos) {
        this.anchor = nanos;
        this.read = time;
        this.reached = time;
        this.last = time;
    }

    synchronized Instant at(long nanos) {
        Instant carried = read.plusNanos(nanos - anchor);
        Instant slowed = reached.plusNanos((nanos - anchor) / 2);
        Instant now = carried.isBefore(slowed) ? slowed : carried;
        if (now.isAfter(last)) {
            last = now;
        }
        return last;
    }

    synchronized void correct(Instant time, long nanos) {
        reached = at(nanos);
        read = time;
        anchor = nanos;
    }
}
