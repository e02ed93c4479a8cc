package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketEdgeTest {

    /** RFC 6455, section 7.4.1. */
    private static final short TOO_LARGE = 1009;

    private final Vertx vertx = Vertx.vertx();
    private final TestServer server = TestServer.start(
            vertx, router -> router.get("/ws").handler(context -> vertx.timer(50, TimeUnit.MILLISECONDS)
                    .onSuccess(asked -> context.request().toWebSocket().onSuccess(socket -> socket.exceptionHandler(
                                    tooLarge -> socket.close(TOO_LARGE))
                            .textMessageHandler(socket::writeTextMessage)))));
    private final WebSocketClient client = vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(2 * HttpLimits.MAX_WEB_SOCKET_MESSAGE));

    @AfterEach
    void stop() {
        client.close().await();
        server.close();
        vertx.close().await();
    }

    @Test
    void a_route_may_take_its_time_before_it_makes_a_request_a_web_socket() throws Exception {
        Promise<String> heard = Promise.promise();
        WebSocket socket = open();
        socket.textMessageHandler(heard::tryComplete);
        socket.writeTextMessage("hello");
        assertThat(heard.future().await(60, TimeUnit.SECONDS)).isEqualTo("hello");
    }

    @Test
    void a_frame_beyond_64_kib_closes_the_socket() throws Exception {
        Promise<Void> closed = Promise.promise();
        WebSocket socket = open();
        socket.closeHandler(closed::tryComplete);
        socket.writeTextMessage("x".repeat(HttpLimits.MAX_WEB_SOCKET_MESSAGE + 1));
        closed.future().await(60, TimeUnit.SECONDS);
    }

    @Test
    void a_message_that_grows_beyond_64_kib_frame_by_frame_closes_the_socket() throws Exception {
        Promise<Void> closed = Promise.promise();
        WebSocket socket = open();
        socket.closeHandler(closed::tryComplete);
        socket.writeFrame(WebSocketFrame.textFrame("x".repeat(40_000), false));
        socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x".repeat(40_000)), true));
        closed.future().await(60, TimeUnit.SECONDS);
        assertThat(socket.closeStatusCode()).isEqualTo(TOO_LARGE);
    }

    private WebSocket open() throws Exception {
        return client.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(server.port())
                        .setURI("/ws"))
                .await(60, TimeUnit.SECONDS);
    }
}
