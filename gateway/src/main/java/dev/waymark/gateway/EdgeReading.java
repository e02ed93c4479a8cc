package dev.waymark.gateway;

import dev.waymark.channels.webhook.AllowList;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.dispatch.TextLimits;
import dev.waymark.gateway.http.HttpLimits;
import dev.waymark.gateway.http.HttpServerSettings;
import dev.waymark.gateway.http.Loopback;
import dev.waymark.gateway.identity.SessionSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What waymark.yaml says of the gateway's own door: address, TLS, sessions, limits, and where it goes out to. */
final class EdgeReading {

    private static final int USUAL_PORT = 8080;

    private EdgeReading() {}

    static Optional<HttpServerSettings> http(Section http) {
        String host = http.text("host", "127.0.0.1");
        int port = http.wholeNumber("port", 0, 65535, USUAL_PORT);
        boolean behindProxy = http.bool("behindProxy", false);
        boolean metricsOpen =
                http.word("metrics", Metrics.class).or(Metrics.GUARDED).equals(Metrics.OPEN);
        boolean tlsGiven = http.has("tls");
        Optional<HttpServerSettings.Tls> tls = tls(http.section("tls"), tlsGiven);
        HttpServerSettings settings =
                new HttpServerSettings(host, port, tls, behindProxy, metricsOpen, HttpLimits.STANDARD);
        if (!tlsGiven) {
            settings.fault().ifPresent(http::fault);
        }
        return http.build(() -> settings);
    }

    private enum Metrics {
        OPEN,
        GUARDED
    }

    private static Optional<HttpServerSettings.Tls> tls(Section tls, boolean given) {
        Value<Path> certificate = existing(tls.path("certificate"));
        Value<Path> key = existing(tls.path("key"));
        if (!given) {
            return Optional.empty();
        }
        certificate.required();
        key.required();
        return tls.build(() -> new HttpServerSettings.Tls(certificate.get(), key.get()));
    }

    private static Value<Path> existing(Value<Path> file) {
        return file.check(Files::isReadable, "must name a PEM file that is there and may be read");
    }

    static URI publicUrl(Section file, Optional<HttpServerSettings> http) {
        int port =
                http.map(HttpServerSettings::port).filter(chosen -> chosen > 0).orElse(USUAL_PORT);
        Value<URI> url = file.uri("publicUrl", "http", "https")
                .check(
                        given -> given.getRawUserInfo() == null
                                && given.getRawQuery() == null
                                && given.getRawFragment() == null
                                && (given.getRawPath().isEmpty()
                                        || given.getRawPath().equals("/")),
                        "must be a scheme, a host and maybe a port, such as https://care.example.org, and nothing more")
                .check(
                        given -> isHttps(given) || Loopback.isHost(given.getHost()),
                        "must be https unless its host is a loopback host")
                .as(EdgeReading::withoutSlash);
        url.optional().filter(EdgeReading::isHttps).ifPresent(given -> http.filter(
                        settings -> settings.tls().isEmpty() && !settings.behindProxy())
                .ifPresent(plain -> url.fault(
                        "is https, but nothing here ends TLS: give http.tls, or write http.behindProxy: true where a proxy"
                                + " in front does")));
        url.optional().filter(given -> !isHttps(given)).ifPresent(given -> http.filter(
                        settings -> settings.tls().isPresent())
                .ifPresent(secured -> url.fault("must be https, since http.tls is given")));
        boolean secured = http.flatMap(HttpServerSettings::tls).isPresent();
        return url.or(URI.create((secured ? "https" : "http") + "://localhost:" + port));
    }

    static LimitSettings limits(Section limits) {
        int perSecond = limits.wholeNumber("requestsPerSecond", 0, 1_000_000, 1000);
        int burst = limits.wholeNumber("burst", 1, 10_000_000, Math.max(1, 2 * perSecond));
        int textsPerHour = limits.wholeNumber("textsPerHour", 0, 1000, TextLimits.STANDARD.perHour());
        int textsPerDay = limits.wholeNumber("textsPerDay", 0, 10_000, TextLimits.STANDARD.perDay());
        limits.done();
        return new LimitSettings(perSecond, burst, new TextLimits(textsPerHour, textsPerDay));
    }

    static EgressSettings egress(Section egress) {
        List<String> allow = egress.values("allow", entry -> {
            AllowList.of(List.of(entry));
            return entry;
        });
        egress.done();
        return new EgressSettings(allow);
    }

    static Optional<SessionSettings> sessions(Section sessions) {
        Duration idle = sessions.duration("idle", SessionSettings.IDLE);
        Duration longest = sessions.duration("longest", SessionSettings.LONGEST);
        return sessions.build(() -> new SessionSettings(idle, longest));
    }

    private static boolean isHttps(URI url) {
        return "https".equals(url.getScheme());
    }

    private static URI withoutSlash(URI url) {
        return url.getRawPath().isEmpty()
                ? url
                : URI.create(url.toString().substring(0, url.toString().length() - 1));
    }
}
