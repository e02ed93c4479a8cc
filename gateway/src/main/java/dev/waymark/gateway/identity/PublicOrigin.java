package dev.waymark.gateway.identity;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The origin (RFC 6454) of {@code publicUrl}, which a browser sends along from the gateway's own pages only. */
final class PublicOrigin {

    private final String value;
    private final boolean secure;

    PublicOrigin(URI publicUrl) {
        String scheme = publicUrl.getScheme().toLowerCase(Locale.ROOT);
        int port = publicUrl.getPort();
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        this.value = scheme + "://" + publicUrl.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
        this.secure = scheme.equals("https");
    }

    /** Whether browsers reach the gateway over TLS; if not, that is a loopback host. */
    boolean secure() {
        return secure;
    }

    /** Whether the request says that it comes from there, and from nowhere else besides. */
    boolean sentBy(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.ORIGIN).equals(List.of(value));
    }

    /** Whether the request says that it comes from elsewhere; programs that are no browsers say nothing. */
    boolean contradictedBy(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.ORIGIN) && !sentBy(request);
    }
}
