package dev.waymark.gateway.signing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as RFC 9421 (section 2.2) sees it.
 *
 * @param scheme of {@code publicUrl}, since a proxy may end TLS
 * @param authority normalised: lower case, without the default port of the scheme
 * @param target the request target as received, in origin form
 */
record SignableRequest(
        String method, String scheme, String authority, String target, Function<String, List<String>> fields)
        implements SignableMessage {

    String path() {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        return path.isEmpty() ? "/" : path;
    }

    Optional<String> query() {
        int mark = target.indexOf('?');
        return mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1));
    }

    @Override
    public Optional<String> derived(ComponentId component) {
        return switch (component.name()) {
            case "@method" -> Optional.of(method);
            case "@scheme" -> Optional.of(scheme);
            case "@authority" -> Optional.of(authority);
            case "@path" -> Optional.of(path());
            case "@query" -> Optional.of("?" + query().orElse(""));
            case "@query-param" -> QueryParameters.value(query().orElse(""), component.text("name"));
            case "@request-target" -> Optional.of(target);
            case "@target-uri" ->
                Optional.of(scheme + "://" + authority + path()
                        + query().map(q -> "?" + q).orElse(""));
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> lines(String name) {
        return fields.apply(name);
    }
}
