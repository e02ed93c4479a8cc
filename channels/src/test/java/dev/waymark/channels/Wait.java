package dev.waymark.channels;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, in a test, for what must not take long. */
public final class Wait {

    private Wait() {}

    public static <T> T on(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("still not there after 20 s", late);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }
}
