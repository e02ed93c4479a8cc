package dev.waymark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A browser sends the cookie wherever a page tells it to: what changes something needs our own origin. */
class CookieOriginTest {

    private final SignedIn at = new SignedIn();

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void with_the_cookie_whatever_is_not_a_read_needs_the_origin_of_public_url() {
        String cookie = "waymark=" + at.token();
        assertThat(at.server.send(at.me().header("Cookie", cookie)).statusCode())
                .isEqualTo(200);
        HttpRequest.Builder post = at.me().header("Cookie", cookie).POST(BodyPublishers.noBody());
        assertThat(SignedIn.code(at.server.send(post.copy()))).isEqualTo("403 origin");
        assertThat(SignedIn.code(at.server.send(post.copy().header("Origin", "http://localhost:8081"))))
                .isEqualTo("403 origin");
        assertThat(SignedIn.code(at.server.send(post.copy().header("Origin", "null"))))
                .isEqualTo("403 origin");
        assertThat(at.server
                        .send(post.copy().header("Origin", "http://localhost:8080"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_web_socket_with_the_cookie_needs_the_origin_too() {
        String cookie = "waymark=" + at.token();
        assertThat(upgrade(Map.of("Cookie", cookie))).isEqualTo(403);
        assertThat(upgrade(Map.of("Cookie", cookie, "Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(upgrade(Map.of("Cookie", cookie, "Origin", "http://localhost:8080")))
                .isEqualTo(101);
        assertThat(upgrade(Map.of())).isEqualTo(401);
    }

    private int upgrade(Map<String, String> headers) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(at.server.port())
                .setURI("/v1/socket");
        headers.forEach(options::addHeader);
        return at.vertx
                .createWebSocketClient()
                .connect(options)
                .compose(socket -> socket.close().map(101))
                .recover(refused -> Future.succeededFuture(((UpgradeRejectedException) refused).getStatus()))
                .await();
    }

    @Test
    void a_bearer_token_needs_no_origin() {
        HttpRequest.Builder post =
                at.me().header("Authorization", "bearer " + at.token()).POST(BodyPublishers.noBody());
        assertThat(at.server.send(post).statusCode()).isEqualTo(200);
    }
}
