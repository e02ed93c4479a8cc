package dev.waymark.gateway.pg;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.DatabaseSettings.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code database.url}. */
final class DatabaseUrl {

    private static final String SHAPE = "write postgresql://USER@HOST:5432/DATABASE";

    private DatabaseUrl() {}

    static External parse(String url, Secret password) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException notOne) {
            throw new IllegalArgumentException("not a URL: " + SHAPE);
        }
        String scheme = uri.getScheme();
        if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
            throw new IllegalArgumentException("not a PostgreSQL URL: " + SHAPE);
        }
        String user = uri.getUserInfo();
        if (user == null || user.isEmpty()) {
            throw new IllegalArgumentException("names no user: " + SHAPE);
        }
        if (uri.getRawUserInfo().contains(":")) {
            throw new IllegalArgumentException("has a password in it: take it out and name it in database.password");
        }
        String host = host(uri);
        String path = uri.getPath();
        if (path == null || path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw new IllegalArgumentException("names no database: " + SHAPE);
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has a fragment: " + SHAPE);
        }
        Map<String, String> parameters = parameters(uri.getRawQuery());
        Tls tls = tls(parameters.remove("sslmode"), host);
        Optional<Path> root =
                Optional.ofNullable(parameters.remove("sslrootcert")).map(Path::of);
        if (!parameters.isEmpty()) {
            throw new IllegalArgumentException(
                    "has unknown parameters " + parameters.keySet() + ": only sslmode and sslrootcert are known");
        }
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new External(host, port, path.substring(1), user, password, tls, root);
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("names no host: " + SHAPE);
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query == null) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("has a parameter without value: " + pair);
            }
            String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            if (parameters.put(pair.substring(0, equals), value) != null) {
                throw new IllegalArgumentException("has a parameter twice: " + pair.substring(0, equals));
            }
        }
        return parameters;
    }

    private static Tls tls(@Nullable String word, String host) {
        if (word == null) {
            return isLoopback(host) ? Tls.PREFER : Tls.REQUIRE;
        }
        return Arrays.stream(Tls.values())
                .filter(tls -> tls.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has an unknown sslmode: write one of "
                        + Arrays.stream(Tls.values()).map(Tls::word).collect(Collectors.joining(", "))));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}
