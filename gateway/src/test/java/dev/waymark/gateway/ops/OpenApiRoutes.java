package dev.waymark.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds {@code openapi.yaml} against the routes of a router, in both directions. A route is its method and its path; what its
 * parameters are called does not matter.
 */
public final class OpenApiRoutes {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch", "head", "options");

    private OpenApiRoutes() {}

    /** Fails with what is missing on either side. {@code besides}: beginnings of paths that are no part of the API. */
    public static void assertDescribed(Router router, String... besides) {
        Set<String> running = running(router, besides);
        Set<String> described = described();
        assertThat(minus(running, described))
                .as("routes that openapi.yaml does not describe")
                .isEmpty();
        assertThat(minus(described, running))
                .as("routes that openapi.yaml describes and nobody mounted")
                .isEmpty();
    }

    /** Such as {@code PUT /v1/programs/{}/cases/{}}. */
    public static Set<String> described() {
        Set<String> described = new TreeSet<>();
        document().path("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .forEach(method -> described.add(
                        method.toUpperCase(Locale.ROOT) + " " + path.getKey().replaceAll("\\{[^}]+}", "{}"))));
        return described;
    }

    /** As {@link #described}. */
    public static Set<String> running(Router router, String... besides) {
        Set<String> running = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            String path = route.getPath();
            if (path == null || route.methods() == null || Stream.of(besides).anyMatch(path::startsWith)) {
                continue;
            }
            String template = path.replaceAll(":[A-Za-z0-9_]+", "{}") + (route.isExactPath() ? "" : "*");
            route.methods().forEach(method -> running.add(method.name() + " " + template));
        }
        return running;
    }

    static JsonNode document() {
        try {
            return new YAMLMapper().readTree(DocsHandler.resource("openapi.yaml"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Set<String> minus(Set<String> all, Set<String> less) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(less);
        return rest;
    }
}
