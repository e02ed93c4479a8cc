package dev.waymark.gateway.identity;

import dev.waymark.gateway.http.Authentications;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/** The console's cookie (protocol, section 10). */
final class SessionCookie {

    private final String name;
    private final boolean secure;

    SessionCookie(PublicOrigin origin) {
        this.secure = origin.secure();
        this.name = secure ? Authentications.HOST_COOKIE : Authentications.COOKIE;
    }

    /** The token that the cookie carries; none where cookies of that name disagree. */
    Optional<String> token(HttpServerRequest request) {
        var cookies = request.cookies(name);
        return cookies.size() == 1 ? Optional.of(cookies.iterator().next().getValue()) : Optional.empty();
    }

    void set(HttpServerResponse response, String token, Duration life) {
        response.addCookie(cookie(token).setMaxAge(life.toSeconds()));
    }

    void clear(HttpServerResponse response) {
        response.addCookie(cookie("").setMaxAge(0));
    }

    private Cookie cookie(String value) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT);
    }
}
