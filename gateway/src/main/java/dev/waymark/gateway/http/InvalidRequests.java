package dev.waymark.gateway.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not HTTP, or more of it than a header may be, and closes the connection: its place in it is lost. */
final class InvalidRequests implements Handler<HttpServerRequest> {

    @Override
    public void handle(HttpServerRequest request) {
        Problem problem = problem(request.decoderResult().cause());
        AccessLog.refused(problem.status());
        SecurityHeaders.put(request.response().headers());
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(problem.toJson().toBuffer())
                .onComplete(written -> request.connection().close());
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(414, "target-too-long", "The request target is too long", "Send less in the query");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(431, "header-too-large", "The header is too large", "Send fewer or shorter fields");
        }
        return EdgeProblems.malformed();
    }
}
