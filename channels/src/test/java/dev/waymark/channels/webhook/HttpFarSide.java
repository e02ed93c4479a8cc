package dev.waymark.channels.webhook;

import dev.waymark.channels.FarSide;
import dev.waymark.channels.Wait;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP endpoint made of bytes, so that it can also do what a real server never would. */
public final class HttpFarSide implements FarSide {

    /** One request as it came. */
    public record Request(String line, MultiMap headers, Buffer body) {}

    /** Answers a request on its connection, in raw bytes. */
    @FunctionalInterface
    public interface Script {
        void answer(Request request, NetSocket socket);
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final NetServer server;

    private HttpFarSide(Vertx vertx, Script script) {
        this.server = vertx.createNetServer(new NetServerOptions().setSoLinger(0));
        server.connectHandler(socket -> serve(socket, script));
        Wait.on(server.listen(0, "127.0.0.1"));
    }

    public static HttpFarSide that(Vertx vertx, Script script) {
        return new HttpFarSide(vertx, script);
    }

    public static HttpFarSide of(Vertx vertx, Manner manner) {
        return that(vertx, (request, socket) -> behave(vertx, manner, socket));
    }

    private static void behave(Vertx vertx, Manner manner, NetSocket socket) {
        switch (manner) {
            case TAKES -> socket.write(answer("200 OK", "{\"id\":\"far-1\"}"));
            case DAWDLES -> vertx.setTimer(330, late -> socket.write(answer("204 No Content", "")));
            case REFUSES -> socket.write(answer("422 Unprocessable Entity", "no such thing"));
            case RANTS -> socket.write(answer("400 Bad Request", RANT));
            case PUTS_OFF -> socket.write(answer("503 Service Unavailable", "later"));
            case KEEPS_SILENT -> {}
            case BREAKS_OFF -> socket.write("HTTP/1.1 20").onComplete(written -> socket.close());
        }
    }

    public static Buffer answer(String status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\nContent-Length: " + bytes.length + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return Buffer.buffer(head.append("\r\n").toString()).appendBytes(bytes);
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    public List<Request> requests() {
        return requests;
    }

    @Override
    public List<String> seen() {
        return requests.stream()
                .map(request -> request.headers().get(StandardWebhooks.ID))
                .toList();
    }

    private void serve(NetSocket socket, Script script) {
        Buffer[] pending = {Buffer.buffer()};
        socket.exceptionHandler(reset -> {});
        socket.handler(piece -> {
            pending[0].appendBuffer(piece);
            String text = pending[0].toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return;
            }
            List<String> lines = text.substring(0, end).lines().toList();
            MultiMap headers = MultiMap.caseInsensitiveMultiMap();
            for (int line = 1; line < lines.size(); line++) {
                int colon = lines.get(line).indexOf(':');
                headers.add(
                        lines.get(line).substring(0, colon),
                        lines.get(line).substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.get("content-length"));
            if (pending[0].length() >= end + 4 + length) {
                Request request = new Request(lines.get(0), headers, pending[0].getBuffer(end + 4, end + 4 + length));
                pending[0] = pending[0].getBuffer(end + 4 + length, pending[0].length());
                requests.add(request);
                script.answer(request, socket);
            }
        });
    }
}
