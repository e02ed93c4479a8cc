package dev.waymark.channels;

import io.vertx.core.Future;

/**
 * A way out of the gateway. Every channel keeps the same contract ({@code ChannelContract}): {@link #send} never fails
 * because of the far side, that is a {@link SendOutcome}; it fails only for a bug. It ends within the channel's own
 * time-out. Safe to call from any thread.
 */
public interface Channel<E extends Envelope> {

    /** One attempt. The same {@link Envelope#id()} is the same message, however often it is attempted. */
    Future<SendOutcome> send(E envelope);

    /** Closes connections; what is in flight ends first. */
    Future<Void> close();
}
