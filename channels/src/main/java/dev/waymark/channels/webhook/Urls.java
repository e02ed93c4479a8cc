package dev.waymark.channels.webhook;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The parts of a URL that a connection is made from. Pure. */
final class Urls {

    private Urls() {}

    /** Why no connection is made for {@code url}, whatever it points to. */
    static Optional<EgressRefused> check(URI url) {
        if (!isHttps(url) && !"http".equalsIgnoreCase(url.getScheme())) {
            return Optional.of(new EgressRefused("only https and http are spoken"));
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65535) {
            return Optional.of(new EgressRefused("a URL needs a host, and a port between 1 and 65535 if any"));
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of(new EgressRefused("a URL must not hold a user or password"));
        }
        return Optional.empty();
    }

    static boolean isHttps(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** Lower case, an IPv6 address without its brackets. */
    static String host(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static int port(URI url) {
        if (url.getPort() != -1) {
            return url.getPort();
        }
        return isHttps(url) ? 443 : 80;
    }

    /** Path and query as written. */
    static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
