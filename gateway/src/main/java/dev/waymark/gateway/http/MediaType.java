package dev.waymark.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Media types as requests name them (RFC 9110, section 8.3.1): in any case, with {@code charset=utf-8} or nothing. */
public final class MediaType {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern ACCEPTED = Pattern.compile("[ \\t]*(" + TOKEN + "/" + TOKEN
            + ")[ \\t]*(?:;[ \\t]*(?:[Cc][Hh][Aa][Rr][Ss][Ee][Tt]=\"?[Uu][Tt][Ff]-8\"?)?[ \\t]*)*");

    private MediaType() {}

    /** Type and subtype in small letters; empty where none is named, or with a parameter that is not accepted. */
    public static Optional<String> of(RoutingContext context) {
        List<String> named = Bodies.mediaTypes(context);
        if (named.size() != 1) {
            return Optional.empty();
        }
        Matcher matcher = ACCEPTED.matcher(named.get(0));
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Throws {@code 415 media-type} unless the request is of one of these; with none given, {@code application/json}. */
    public static String require(RoutingContext context, String... accepted) {
        List<String> types = accepted.length == 0 ? List.of("application/json") : List.of(accepted);
        if (context.request().headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            throw unsupported("Content-Encoding is not accepted", types);
        }
        return of(context)
                .filter(types::contains)
                .orElseThrow(() -> unsupported("Content-Type must be " + String.join(" or ", types), types));
    }

    private static Problem unsupported(String detail, List<String> types) {
        return Problem.of(415, "media-type", "This media type is not taken here", detail)
                .withHeader("Accept", String.join(", ", types));
    }
}
