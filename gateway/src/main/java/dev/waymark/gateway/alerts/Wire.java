package dev.waymark.gateway.alerts;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;

/** Frames as they go over one socket: plain until a session key is agreed, then encrypted. For the socket's event loop. */
final class Wire {

    private final ServerWebSocket socket;
    private final int most;
    private Optional<EncryptedFrames> encryption = Optional.empty();
    private int pending;

    /** {@code most}: characters written that the client has not taken yet. */
    Wire(ServerWebSocket socket, int most) {
        this.socket = socket;
        this.most = most;
    }

    /** From here on, in both directions. */
    void encrypt(EncryptedFrames frames) {
        encryption = Optional.of(frames);
    }

    boolean isEncrypted() {
        return encryption.isPresent();
    }

    /** Empty where it is not the next frame of the session. */
    Optional<Buffer> read(String text) {
        return encryption.isEmpty()
                ? Optional.of(Buffer.buffer(text))
                : encryption.get().read(text);
    }

    /** Done when the client's side has taken it; empty, and not written, where too much waits already. */
    Optional<Future<Void>> write(ServerFrame frame) {
        String text = encryption.map(frames -> frames.write(frame.text())).orElse(frame.text());
        int size = text.length();
        if (pending + size > most) {
            return Optional.empty();
        }
        pending += size;
        return Optional.of(socket.writeTextMessage(text).onComplete(written -> pending -= size));
    }
}
