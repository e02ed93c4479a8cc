package dev.waymark.gateway.cli;

import dev.waymark.gateway.http.TestServer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What stands at {@code --url}, answering as a test says, and the {@code --token-file} for it. */
final class FarGateway implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final TestServer server;
    private final Path tokenFile;

    /** @param token what the file holds, as it stands there */
    FarGateway(Path folder, String token, Consumer<Router> routes) throws IOException {
        tokenFile = Files.writeString(folder.resolve("token"), token);
        server = TestServer.start(vertx, routes);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    String tokenFile() {
        return tokenFile.toString();
    }

    @Override
    public void close() {
        server.close();
        vertx.close().await();
    }
}
