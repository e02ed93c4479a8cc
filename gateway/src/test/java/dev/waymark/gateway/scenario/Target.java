package dev.waymark.gateway.scenario;

import dev.waymark.gateway.http.WholeAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
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

    /** Signs in and gives the bearer header. */
    default Map<String, String> signIn(String user) {
        JsonObject body = new JsonObject().put("user", user).put("password", Passwords.PLAIN);
        Answer answer = call(
                HttpMethod.POST,
                "/v1/sessions",
                Map.of("Content-Type", "application/json"),
                Optional.of(body.toBuffer()));
        if (answer.status() != 200) {
            throw new AssertionError("sign-in: " + answer);
        }
        return Map.of("Authorization", "Bearer " + answer.json().getString("token"));
    }

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
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("host")) {
                options.putHeader(name, value);
            }
        });
        return WholeAnswer.to(via, options, body)
                .map(answer -> new Answer(
                        answer.status(), answer.headers(), answer.body().toString()));
    }
}
