package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GracefulStopTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void what_is_in_flight_ends_and_nothing_new_is_taken() throws Exception {
        Promise<Void> arrived = Promise.promise();
        Promise<Void> mayEnd = Promise.promise();
        TestServer server =
                TestServer.start(vertx, router -> router.get("/slow").handler(context -> {
                    arrived.complete();
                    mayEnd.future().onSuccess(now -> context.end("done"));
                }));
        int port = server.port();
        try (RawConnection idle = new RawConnection(port);
                RawConnection busy = new RawConnection(port)) {
            busy.say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            arrived.future().await(60, TimeUnit.SECONDS);
            Future<Void> stopped = server.server().stop();
            assertThat(idle.readAll()).isEmpty();
            Awaitility.await().untilAsserted(() -> assertThatThrownBy(() -> new RawConnection(port).close())
                    .hasMessageContaining("refused"));
            assertThat(stopped.isComplete()).isFalse();
            mayEnd.complete();
            assertThat(busy.readAll()).startsWith("HTTP/1.1 200").endsWith("done");
            stopped.await(60, TimeUnit.SECONDS);
        }
    }
}
