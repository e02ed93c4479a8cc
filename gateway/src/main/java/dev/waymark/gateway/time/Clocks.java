package dev.waymark.gateway.time;

import java.time.Instant;

/**
 * The two clocks of the gateway. Both start from the database's time, so that nodes with wrong clocks agree, and are
 * carried on by the monotonic clock of the machine. Instants are cut to milliseconds. Thread-safe.
 */
public interface Clocks {

    /** What the business reads: milestones, due times, quiet hours, expiry of links. The demo and tests move it. */
    Instant business();

    /** What machines wait for: leases, retries, sessions, signature windows, webhook timestamps. Nobody moves it. */
    Instant steady();
}
