package dev.waymark.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes answers. One that comes after the caller has gone, or after another answer, is dropped. Stateless. */
public final class Answers {

    private static final String FINISH = Finish.class.getName();

    private Answers() {}

    /** What is done to an answer at the last moment, when its status, its fields and its bytes are known. */
    @FunctionalInterface
    public interface Finish {

        /** Called once, right before it goes out; {@code body} is of no bytes where the answer has none. */
        void finish(HttpServerResponse response, Buffer body);
    }

    /** Has the answer to this request finished so, whoever writes it. */
    public static void finishWith(RoutingContext context, Finish finish) {
        context.put(FINISH, finish);
    }

    public static void json(RoutingContext context, int status, JsonObject body) {
        write(context, status, "application/json", body);
    }

    /** {@code 200} with what the Future gives; its failure goes to {@link ProblemHandler}. */
    public static void of(RoutingContext context, Future<JsonObject> body) {
        of(context, 200, body);
    }

    /** The given status with what the Future gives; its failure goes to {@link ProblemHandler}. */
    public static void of(RoutingContext context, int status, Future<JsonObject> body) {
        body.onComplete(json -> json(context, status, json), context::fail);
    }

    /** {@code 204} once the Future is done; its failure goes to {@link ProblemHandler}. */
    public static void empty(RoutingContext context, Future<?> done) {
        done.onComplete(nothing -> empty(context, 204), context::fail);
    }

    /** A status alone. */
    public static void empty(RoutingContext context, int status) {
        HttpServerResponse response = context.response();
        if (isOpen(context)) {
            response.setStatusCode(status);
            finish(context, Buffer.buffer());
            response.end();
        }
    }

    static void write(RoutingContext context, int status, String mediaType, JsonObject body) {
        bytes(context, status, mediaType, body.toBuffer());
    }

    /** The bytes as they are. */
    public static void bytes(RoutingContext context, int status, String mediaType, Buffer body) {
        HttpServerResponse response = context.response();
        if (isOpen(context)) {
            response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
            finish(context, body);
            response.end(body);
        }
    }

    private static void finish(RoutingContext context, Buffer body) {
        Finish finish = context.get(FINISH);
        if (finish != null) {
            finish.finish(context.response(), body);
        }
    }

    /** On to the next handler, where nobody has answered meanwhile: a call that was told to come again is not begun. */
    public static void goOn(RoutingContext context) {
        if (!context.response().headWritten()) {
            context.next();
        }
    }

    /** Whether it may still be answered: after that, a field of the answer cannot be set either. */
    public static boolean isOpen(RoutingContext context) {
        HttpServerResponse response = context.response();
        return !response.headWritten() && !response.closed();
    }
}
