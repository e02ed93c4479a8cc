package dev.waymark.gateway.scenario;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail relay that keeps each mail as it came over the wire, and puts off as many as it is told. */
final class KeepingRelay implements AutoCloseable {

    /** One mail, whether it was taken or put off. */
    record Kept(String recipient, String source) {
        String header(String name) {
            return source.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                            .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .reduce((one, two) -> one + "\n" + two)
                    .orElse("");
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;
    private final List<Kept> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger putOff = new AtomicInteger();

    KeepingRelay() {
        server = Waiting.await(vertx.createNetServer()
                .connectHandler(socket -> new Session(socket).begin())
                .listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    /** The next so many mails are read, kept and not taken. */
    void putsOff(int mails) {
        putOff.set(mails);
    }

    List<Kept> to(String address) {
        return kept.stream().filter(mail -> mail.recipient().equals(address)).toList();
    }

    private final class Session {

        private final NetSocket socket;
        private final StringBuilder source = new StringBuilder();
        private String recipient = "";
        private boolean data;

        Session(NetSocket socket) {
            this.socket = socket;
        }

        void begin() {
            socket.exceptionHandler(reset -> {});
            socket.handler(RecordParser.newDelimited("\r\n", line -> take(line.toString(StandardCharsets.ISO_8859_1))));
            socket.write("220 relay.example ESMTP\r\n");
        }

        private void take(String line) {
            if (data && !line.equals(".")) {
                source.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                return;
            }
            socket.write((data ? taken() : reply(line)) + "\r\n");
        }

        private String taken() {
            data = false;
            kept.add(new Kept(recipient, source.toString()));
            source.setLength(0);
            return putOff.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? "451 4.3.0 later" : "250 2.0.0 fine";
        }

        private String reply(String line) {
            if (line.startsWith("RCPT TO:<")) {
                recipient = line.substring("RCPT TO:<".length(), line.indexOf('>'));
            }
            data = line.equals("DATA");
            return data ? "354 go on" : line.startsWith("EHLO") ? "250 relay.example" : "250 2.0.0 fine";
        }
    }

    @Override
    public void close() {
        Waiting.await(vertx.close());
    }
}
