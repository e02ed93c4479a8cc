package dev.waymark.gateway.console;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Stream;

/**
 * {@code /console}: the page and its files, to anybody; {@code GET /console/session}, to people: who is signed in, and the
 * words for what the API answers. Files are asked for again each time and answered {@code 304} while they are the same.
 */
public final class ConsoleHandler {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final ConsoleSession session;

    public ConsoleHandler(ConsoleSession session) {
        this.session = session;
    }

    public void mount(Router router, Authentication auth) {
        ConsoleFiles console = ConsoleFiles.read();
        router.get("/console").handler(context -> send(context, console.page()));
        console.files().forEach((name, file) -> router.get("/console/" + name).handler(context -> send(context, file)));
        router.get("/console/session")
                .handler(auth.people())
                .handler(context -> Answers.json(context, 200, session.of(Callers.person(context))));
    }

    private static void send(RoutingContext context, Asset asset) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader(HttpHeaders.ETAG, asset.tag());
        if (asset.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, asset.mediaType());
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted != null
                && Stream.of(accepted.split(","))
                        .anyMatch(coding -> coding.strip().equals("gzip"))) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(asset.packed());
        } else {
            response.end(asset.content());
        }
    }
}
