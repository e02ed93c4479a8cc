package dev.waymark.gateway.sandbox;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where the demo's own thread waits for what happens on event loops. */
final class Waits {

    private static final long SECONDS = 60;

    private Waits() {}

    /** What was waited for did not work out. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static <T> T on(Future<T> future) throws InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new Failed(words(cause), cause);
        } catch (TimeoutException late) {
            throw new Failed("nothing came within " + SECONDS + " s", late);
        }
    }

    private static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }
}
