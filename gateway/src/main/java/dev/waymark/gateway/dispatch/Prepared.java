package dev.waymark.gateway.dispatch;

import dev.waymark.channels.SendOutcome;
import dev.waymark.gateway.outbox.Claimed;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.Content;
import dev.waymark.gateway.sealing.DataKey;
import dev.waymark.gateway.smime.NotProtected;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** A claimed row after its state was read again. */
sealed interface Prepared {

    Claimed claimed();

    /**
     * Still true: goes out now.
     *
     * @param rendered the message as it goes out, sealed
     * @param key seals what the far side says
     * @param content what it carries
     * @param endpoint whose lane a 410 closes; empty where it means this message alone
     * @param instead what goes where the attempt fails with {@link NotProtected}
     */
    record Ready(
            Claimed claimed,
            Buffer rendered,
            DataKey key,
            Content content,
            Optional<URI> endpoint,
            Supplier<Future<SendOutcome>> attempt,
            Optional<Supplier<Ready>> instead)
            implements Prepared {

        Ready(
                Claimed claimed,
                Buffer rendered,
                DataKey key,
                Content content,
                Optional<URI> endpoint,
                Supplier<Future<SendOutcome>> attempt) {
            this(claimed, rendered, key, content, endpoint, attempt, Optional.empty());
        }

        Ready(Claimed claimed, Buffer rendered, DataKey key, Content content, Supplier<Future<SendOutcome>> attempt) {
            this(claimed, rendered, key, content, Optional.empty(), attempt);
        }

        Ready orElse(Supplier<Ready> other) {
            return new Ready(claimed, rendered, key, content, endpoint, attempt, Optional.of(other));
        }
    }

    /** Not true any more, or not yet: concluded without an attempt. */
    record Settled(Conclusion conclusion) implements Prepared {
        @Override
        public Claimed claimed() {
            return conclusion.claimed();
        }
    }
}
