package dev.waymark.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;

/** The JSON body of a request: first its media type ({@code 415 media-type}), then the JSON itself. Stateless. */
public final class JsonBody {

    private JsonBody() {}

    /** The body, as {@link StrictJson#parse}; {@code application/json} where no media type is named. */
    public static JsonNode of(RoutingContext context, String... mediaTypes) {
        MediaType.require(context, mediaTypes);
        return StrictJson.parse(Bodies.of(context));
    }

    /** The body, as {@link StrictJson#tree}: for routes that ask who may before they look at the content. */
    public static JsonNode tree(RoutingContext context, String... mediaTypes) {
        MediaType.require(context, mediaTypes);
        return StrictJson.tree(Bodies.of(context));
    }
}
