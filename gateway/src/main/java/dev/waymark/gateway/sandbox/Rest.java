package dev.waymark.gateway.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses that end at once when everything is told to stop. Thread-safe. */
public final class Rest {

    private final CountDownLatch stop = new CountDownLatch(1);

    /** Ends every pause, now and later. */
    public void stop() {
        stop.countDown();
    }

    boolean stopped() {
        return stop.getCount() == 0;
    }

    void pause(Duration howLong) throws InterruptedException {
        if (stop.await(howLong.toNanos(), TimeUnit.NANOSECONDS)) {
            Thread.onSpinWait();
        }
    }
}
