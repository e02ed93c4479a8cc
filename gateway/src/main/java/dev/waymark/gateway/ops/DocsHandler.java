package dev.waymark.gateway.ops;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The documentation of the running version: the wire contract and the API as pages, and {@code openapi.yaml} itself. Read and
 * rendered once; no script, nothing from elsewhere.
 */
public final class DocsHandler {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; " + "frame-ancestors 'none'";

    private final Buffer openApi = Buffer.buffer(resource("openapi.yaml"));
    private final Buffer style = Buffer.buffer(resource("docs/style.css"));
    private final Buffer protocol = Buffer.buffer(MarkdownPage.of(resource("docs/protocol.md")));
    private final Buffer api = Buffer.buffer(ApiPage.of(resource("openapi.yaml")));

    public void mount(Router router) {
        router.get("/openapi.yaml").handler(context -> send(context, "application/yaml", openApi));
        router.get("/docs").handler(context -> page(context, protocol));
        router.get("/docs/api").handler(context -> page(context, api));
        router.get("/docs/style.css").handler(context -> send(context, "text/css; charset=utf-8", style));
    }

    private static void page(RoutingContext context, Buffer html) {
        context.response().putHeader("Content-Security-Policy", POLICY);
        send(context, "text/html; charset=utf-8", html);
    }

    private static void send(RoutingContext context, String mediaType, Buffer content) {
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .end(content);
    }

    static String resource(String path) {
        try (InputStream in = DocsHandler.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
