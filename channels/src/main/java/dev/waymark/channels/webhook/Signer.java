package dev.waymark.channels.webhook;

import java.util.List;

/** Signs by each live Ed25519 key of the gateway. Quick enough for an event loop; safe to call from any thread. */
@FunctionalInterface
public interface Signer {

    /** One signature of 64 bytes (RFC 8032) over {@code message} for each live key. */
    List<byte[]> sign(byte[] message);
}
