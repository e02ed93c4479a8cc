package dev.waymark.gateway.scenario;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail relay that has no such addresses as it is told, and keeps no mail. */
final class RefusingRelay implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    RefusingRelay() {
        server = Waiting.await(
                vertx.createNetServer().connectHandler(this::serve).listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    /** Answers so to whoever writes to this address. */
    void refuses(String address, String reply) {
        refused.put("RCPT TO:<" + address + ">", reply);
    }

    /** How often somebody wanted to write to this address. */
    long asked(String address) {
        return asked.stream().filter(("RCPT TO:<" + address + ">")::equals).count();
    }

    private void serve(NetSocket socket) {
        boolean[] mail = {false};
        socket.exceptionHandler(reset -> {});
        socket.handler(RecordParser.newDelimited("\r\n", line -> {
            String text = line.toString();
            if (mail[0] && !text.equals(".")) {
                return;
            }
            mail[0] = text.equals("DATA");
            if (text.startsWith("RCPT")) {
                asked.add(text);
            }
            socket.write(reply(text) + "\r\n");
        }));
        socket.write("220 relay.example ESMTP\r\n");
    }

    private String reply(String line) {
        if (line.startsWith("EHLO")) {
            return "250 relay.example";
        }
        return line.equals("DATA") ? "354 go on" : refused.getOrDefault(line, "250 2.0.0 fine");
    }

    @Override
    public void close() {
        Waiting.await(vertx.close());
    }
}
