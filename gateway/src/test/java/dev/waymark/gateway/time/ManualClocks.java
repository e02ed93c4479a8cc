package dev.waymark.gateway.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Both clocks, moved by hand. Thread-safe. */
public final class ManualClocks implements Clocks {

    /** A Wednesday, mid-morning in the Americas. */
    public static final Instant START = Instant.parse("2026-03-11T15:00:00Z");

    private Instant business;
    private Instant steady;

    public ManualClocks() {
        this(START);
    }

    public ManualClocks(Instant start) {
        this.business = start.truncatedTo(ChronoUnit.MILLIS);
        this.steady = business;
    }

    @Override
    public synchronized Instant business() {
        return business;
    }

    @Override
    public synchronized Instant steady() {
        return steady;
    }

    public synchronized void setBusiness(Instant instant) {
        business = instant.truncatedTo(ChronoUnit.MILLIS);
    }

    public synchronized void advanceBusiness(Duration step) {
        business = business.plus(step).truncatedTo(ChronoUnit.MILLIS);
    }

    public synchronized void advanceSteady(Duration step) {
        steady = steady.plus(step).truncatedTo(ChronoUnit.MILLIS);
    }

    public void advance(Duration step) {
        advanceBusiness(step);
        advanceSteady(step);
    }
}
