package dev.waymark.gateway.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A request byte for byte, as no HTTP client lets one send it. Each change gives another. */
record RawRequest(String method, String target, List<Map.Entry<String, String>> fields, Buffer body) {

    static RawRequest of(String method, String target, String host) {
        return new RawRequest(method, target, List.of(Map.entry("Host", host)), Buffer.buffer());
    }

    RawRequest method(String other) {
        return new RawRequest(other, target, fields, body);
    }

    RawRequest target(String other) {
        return new RawRequest(method, other, fields, body);
    }

    RawRequest body(String other) {
        return new RawRequest(method, target, fields, Buffer.buffer(other));
    }

    RawRequest with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(fields);
        more.add(Map.entry(name, value));
        return new RawRequest(method, target, more, body);
    }

    RawRequest with(Map<String, String> more) {
        RawRequest all = this;
        for (Map.Entry<String, String> field : more.entrySet()) {
            all = all.with(field.getKey(), field.getValue());
        }
        return all;
    }

    RawRequest without(String name) {
        return new RawRequest(
                method,
                target,
                fields.stream()
                        .filter(field -> !field.getKey().equalsIgnoreCase(name))
                        .toList(),
                body);
    }

    RawRequest edit(String name, UnaryOperator<String> change) {
        return new RawRequest(
                method,
                target,
                fields.stream()
                        .map(field -> field.getKey().equalsIgnoreCase(name)
                                ? Map.entry(field.getKey(), change.apply(field.getValue()))
                                : field)
                        .toList(),
                body);
    }

    RawRequest replace(String name, String from, String to) {
        return edit(name, value -> {
            if (!value.contains(from)) {
                throw new IllegalArgumentException(name + " has no " + from);
            }
            return value.replace(from, to);
        });
    }

    record Answer(int status, Map<String, String> fields, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        String code() {
            String type = json().getString("type", "");
            return type.substring(type.lastIndexOf(':') + 1);
        }
    }

    Answer send(int port) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        fields.forEach(field -> head.append(field.getKey())
                .append(": ")
                .append(field.getValue())
                .append("\r\n"));
        if (body.length() > 0) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.toString().getBytes(ISO_8859_1));
            out.write(body.getBytes());
            out.flush();
            return parse(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        List<String> lines = text.substring(0, end).lines().toList();
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        int status = Integer.parseInt(lines.get(0).substring(9, 12));
        return new Answer(status, fields, text.substring(end + 4));
    }
}
