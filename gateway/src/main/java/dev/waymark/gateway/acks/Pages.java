package dev.waymark.gateway.acks;

import dev.waymark.gateway.rendering.RenderedPage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers with pages: never kept, never naming themselves to others, without script. Stateless. */
final class Pages {

    private Pages() {}

    /** A page with its status. */
    record Page(int status, RenderedPage page) {}

    static void answer(RoutingContext context, Future<Page> page) {
        page.onSuccess(made -> write(context, made)).onFailure(context::fail);
    }

    /** What the browser would like to read, for who is unknown. */
    static String languageOf(RoutingContext context) {
        return context.acceptableLanguages().stream()
                .map(language -> language.tag())
                .filter(tag -> tag.matches("[A-Za-z]{2,8}"))
                .findFirst()
                .orElse("en");
    }

    private static void write(RoutingContext context, Page made) {
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(made.status())
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Language", made.page().language())
                .putHeader("Content-Security-Policy", RenderedPage.CONTENT_SECURITY_POLICY)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(made.page().html());
    }
}
