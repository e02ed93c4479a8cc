package dev.waymark.gateway.scenario;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that stays the same while the gateway behind it comes and goes, and the way there breaks. */
final class Relay {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int NOWHERE = 0;

    private final NetServer server;
    private final NetClient client;
    private final Set<NetSocket> browsers = ConcurrentHashMap.newKeySet();
    private volatile int target = NOWHERE;
    private volatile boolean losing;
    private volatile boolean lost;

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

    /** From now on nothing that browsers say arrives, and nobody notices. */
    void loseWhatIsSaid() {
        losing = true;
    }

    /** Whether anything was said since that did not arrive. */
    boolean hasLost() {
        return lost;
    }

    /** Every connection breaks; new ones are whole. */
    void breakOff() {
        browsers.forEach(NetSocket::close);
        losing = false;
    }

    private void pass(NetSocket browser) {
        if (target == NOWHERE) {
            browser.close();
            return;
        }
        browser.pause();
        browsers.add(browser);
        client.connect(target, LOOPBACK)
                .onSuccess(gateway -> join(browser, gateway))
                .onFailure(away -> browser.close());
    }

    private void join(NetSocket browser, NetSocket gateway) {
        browser.handler(bytes -> say(gateway, bytes)).endHandler(gone -> gateway.end());
        browser.closeHandler(gone -> {
            browsers.remove(browser);
            gateway.close();
        });
        browser.exceptionHandler(broken -> browser.close());
        browser.resume();
        gateway.pipeTo(browser);
    }

    private void say(NetSocket gateway, Buffer bytes) {
        if (losing) {
            lost = true;
        } else {
            gateway.write(bytes);
        }
    }
}
