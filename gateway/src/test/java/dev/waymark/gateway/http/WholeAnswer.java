package dev.waymark.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import java.util.Optional;

/**
 * An answer with its body. Who asks for the body is in place before the request goes out: a thread that asked later would
 * find an answer that came fast empty.
 */
public record WholeAnswer(int status, MultiMap headers, Buffer body) {

    public static Future<WholeAnswer> to(HttpClient via, RequestOptions options, Optional<Buffer> body) {
        return via.request(options).compose(request -> {
            Future<WholeAnswer> answer = request.response().compose(response -> response.body()
                    .map(bytes -> new WholeAnswer(response.statusCode(), response.headers(), bytes)));
            return body.map(request::send).orElseGet(request::send).compose(sent -> answer);
        });
    }
}
