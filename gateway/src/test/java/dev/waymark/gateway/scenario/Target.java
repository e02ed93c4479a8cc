package dev.waymark.gateway.scenario;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A gateway as its callers see it. */
interface Target {

    /** Under its public name. */
    URI uri(String target);

    /** What its clock says. */
    Instant now();

    /** Calls it under its public name, at the port where it listens. */
    Answer call(HttpMethod method, String target, Map<String, String> headers, Optional<Buffer> body);

    Future<Answer> callLater(
            HttpClient via, HttpMethod method, String target, Map<String, String> headers, Optional<Buffer> body);

    /** Calls what listens on a loopback port by another name. */
    static Future<Answer> call(
            HttpClient via, int port, URI uri, HttpMethod method, Map<String, String> headers, Optional<Buffer> body) {
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .setHost(uri.getHost())
                .setPort(uri.getPort())
                .setMethod(method)
                .setURI(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        return via.request(options).compose(request -> {
            headers.forEach((name, value) -> {
                if (!name.equalsIgnoreCase("host")) {
                    request.putHeader(name, value);
                }
            });
            return body.map(request::send).orElseGet(request::send).compose(response -> response.body()
                    .map(bytes -> new Answer(response.statusCode(), response.headers(), bytes.toString())));
        });
    }
}
