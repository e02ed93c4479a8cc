package dev.waymark.load;

import java.util.Arrays;
import java.util.Collection;

/** What one run came to: how many events were taken or messages arrived, and how long each took. */
final class Sample {

    private final int events;
    private final long took;
    private final long[] sorted;

    /**
     * A run.
     *
     * @param took nanoseconds in all
     * @param nanos of each request or message
     */
    Sample(int events, long took, long[] nanos) {
        this.events = events;
        this.took = took;
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    static Sample of(long took, Collection<Long> nanos) {
        return new Sample(
                nanos.size(), took, nanos.stream().mapToLong(Long::longValue).toArray());
    }

    double perSecond() {
        return events * 1e9 / took;
    }

    /** Milliseconds, by nearest rank. */
    double quantile(double quantile) {
        int rank = (int) Math.ceil(quantile * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
