package dev.waymark.gateway.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which of a router's routes a path means, and which methods they take. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** In order of name; none where no route has this path. */
    static List<HttpMethod> of(RoutingContext context) {
        String path = context.normalizedPath();
        TreeSet<HttpMethod> allowed = new TreeSet<>(Comparator.comparing(HttpMethod::name));
        for (Route route : ((RoutingContextInternal) context).currentRouter().getRoutes()) {
            if (route.methods() != null && route.getPath() != null && matches(route, path)) {
                allowed.addAll(route.methods());
            }
        }
        return List.copyOf(allowed);
    }

    /** The route's own words for the path, {@code /a/:token}; empty where no route has this path. */
    static Optional<String> template(RoutingContext context) {
        String path = context.normalizedPath();
        return ((RoutingContextInternal) context)
                .currentRouter().getRoutes().stream()
                        .filter(route -> route.methods() != null && route.getPath() != null && matches(route, path))
                        .map(Route::getPath)
                        .findFirst();
    }

    static String header(List<HttpMethod> methods) {
        return methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }

    private static boolean matches(Route route, String path) {
        String template = route.getPath();
        String form = Pattern.compile(":[A-Za-z0-9_]+")
                .splitAsStream(template)
                .map(Pattern::quote)
                .collect(Collectors.joining("[^/]+"));
        if (template.matches(".*:[A-Za-z0-9_]+")) {
            form += "[^/]+";
        }
        return path.matches(route.isExactPath() ? form : form + ".*");
    }
}
