package dev.waymark.gateway.scenario;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** A port that stays the same while the gateway behind it comes and goes. */
final class Relay {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int NOWHERE = 0;

    private final NetServer server;
    private final NetClient client;
    private volatile int target = NOWHERE;

    Relay(Vertx vertx) {
        client = vertx.createNetClient();
        server =
                Waiting.await(vertx.createNetServer().connectHandler(this::pass).listen(0, LOOPBACK));
    }

    int port() {
        return server.actualPort();
    }

    void to(int port) {
        target = port;
    }

    /** New connections are closed at once. */
    void toNobody() {
        target = NOWHERE;
    }

    private void pass(NetSocket browser) {
        if (target == NOWHERE) {
            browser.close();
            return;
        }
        browser.pause();
        client.connect(target, LOOPBACK)
                .onSuccess(gateway -> {
                    browser.pipeTo(gateway);
                    gateway.pipeTo(browser);
                })
                .onFailure(away -> browser.close());
    }
}
