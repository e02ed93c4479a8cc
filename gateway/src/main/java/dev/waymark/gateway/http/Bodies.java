package dev.waymark.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.List;

/** The bytes of a request's body, as they came in. */
public final class Bodies {

    private static final String MEDIA_TYPE = Bodies.class.getName();

    private Bodies() {}

    /** Puts what a body had in it in its place: from here on these are the bytes, and this is their media type. */
    public static void replace(RoutingContext context, Buffer body, String mediaType) {
        ((RoutingContextInternal) context).setBody(body);
        context.put(MEDIA_TYPE, mediaType);
    }

    /** Each {@code Content-Type} of the body as it is now. */
    static List<String> mediaTypes(RoutingContext context) {
        String replaced = context.get(MEDIA_TYPE);
        return replaced == null ? context.request().headers().getAll(HttpHeaders.CONTENT_TYPE) : List.of(replaced);
    }

    /** The body, read whole and within its limit; no bytes where the request has none. */
    public static Buffer of(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? Buffer.buffer() : body;
    }
}
