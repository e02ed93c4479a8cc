package dev.waymark.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A case manager who signed in and looks at live alerts: notes when the first alert of each case came in. Thread-safe. */
final class AlertListener implements WebSocket.Listener {

    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern CASE = Pattern.compile("\"type\":\"alert\".*?\"case\":\"([^\"]+)\"");

    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final StringBuilder frame = new StringBuilder();

    static String signIn(HttpClient client, URI url, String user, String password) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/sessions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}"))
                .build();
        try {
            Matcher token =
                    TOKEN.matcher(client.send(request, BodyHandlers.ofString()).body());
            if (!token.find()) {
                throw new IllegalStateException(user + " cannot sign in");
            }
            return token.group(1);
        } catch (IOException e) {
            throw new IllegalStateException(user + " cannot sign in", e);
        }
    }

    /** Returns once the gateway has said that it is ready to tell. */
    static AlertListener open(HttpClient client, URI url, String token) throws InterruptedException {
        AlertListener listener = new AlertListener();
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("waymark.v1")
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create("ws://" + url.getAuthority() + "/v1/alerts"), listener)
                .join();
        socket.sendText("{\"type\":\"hello\",\"after\":null}", true).join();
        listener.ready.await();
        return listener;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            Matcher alert = CASE.matcher(frame);
            if (alert.find()) {
                heard.putIfAbsent(alert.group(1), System.nanoTime());
            } else if (frame.indexOf("\"ready\"") >= 0) {
                ready.countDown();
            }
            frame.setLength(0);
        }
        socket.request(1);
        return null;
    }

    /** By case, as {@link System#nanoTime}. */
    Map<String, Long> heard() {
        return heard;
    }
}
