package dev.waymark.gateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls the gateway from outside, under its public address. Thread-safe. */
final class GatewayClient {

    private static final int CONNECTIONS = 8;
    private static final long TIMEOUT_SECONDS = 20;

    private final HttpClient client;
    private final URI gateway;

    GatewayClient(Vertx vertx, URI gateway) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(5_000), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.gateway = gateway;
    }

    /** What it answered. */
    record Reply(int status, String body) {

        JsonObject json() {
            return new JsonObject(body);
        }

        boolean good() {
            return status >= 200 && status < 300;
        }

        /** Fails, with what was asked in words, if it is not a 2xx. */
        Future<Reply> orFail(String asked) {
            return good() ? Future.succeededFuture(this) : Future.failedFuture(new Refused(asked + ": " + status));
        }
    }

    /** An answer that is no 2xx. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    URI uri(String target) {
        return gateway.resolve(target);
    }

    Future<Reply> get(String target) {
        return call(HttpMethod.GET, target, Map.of(), Buffer.buffer());
    }

    Future<Reply> call(HttpMethod method, String target, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(gateway.getPort(), "127.0.0.1"))
                .setHost(gateway.getHost())
                .setPort(gateway.getPort())
                .setMethod(method)
                .setURI(target);
        return client.request(options)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    Future<Reply> reply = request.response().compose(response -> response.body()
                            .map(bytes -> new Reply(response.statusCode(), bytes.toString())));
                    return (body.length() == 0 ? request.end() : request.end(body)).compose(sent -> reply);
                })
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
