package dev.waymark.gateway.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * A refusal that the caller is told of, as problem details (RFC 9457). It is thrown or fails a Future; {@code
 * ProblemHandler} alone turns it into an answer. Holds nothing that the caller did not send, no personal data.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String title;
    private final String detail;
    private final transient List<Fault> faults;
    private final transient Map<String, Object> extensions;
    private final transient Map<String, String> headers;

    /** One fault of a body: where (RFC 6901, as a string) and what is wrong with it. */
    public record Fault(String pointer, String detail) {}

    private Problem(
            int status,
            String code,
            String title,
            String detail,
            List<Fault> faults,
            Map<String, Object> extensions,
            Map<String, String> headers) {
        super(code + ": " + detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
        this.faults = List.copyOf(faults);
        this.extensions = Map.copyOf(extensions);
        this.headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of(), Map.of(), Map.of());
    }

    /** {@code 422 invalid}, with the faults of the body. */
    public static Problem invalid(List<Fault> faults) {
        String detail = faults.size() == 1
                ? faults.get(0).pointer() + ": " + faults.get(0).detail()
                : faults.size() + " faults in the body";
        return new Problem(422, "invalid", "The content is not valid", detail, faults, Map.of(), Map.of());
    }

    /** {@code 422 invalid} with a single fault. */
    public static Problem invalid(String pointer, String detail) {
        return invalid(List.of(new Fault(pointer, detail)));
    }

    /** {@code 404 not-found}: the same words for what does not exist and for what the caller may not see. */
    public static Problem notFound() {
        return of(404, "not-found", "Not found", "There is nothing here that you may see");
    }

    /** {@code 503 unavailable} with {@code Retry-After}: nothing was done, send the same again. */
    public static Problem unavailable(String detail, int retryAfterSeconds) {
        return of(503, "unavailable", "Not available now", detail)
                .withHeader("Retry-After", Integer.toString(retryAfterSeconds));
    }

    /** {@code 429 rate-limited} with {@code Retry-After}. */
    public static Problem rateLimited(String detail, int retryAfterSeconds) {
        return of(429, "rate-limited", "Too many requests", detail)
                .withHeader("Retry-After", Integer.toString(retryAfterSeconds));
    }

    public Problem withExtension(String name, Object value) {
        Map<String, Object> more = new java.util.LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(status, code, title, detail, faults, more, headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, title, detail, faults, extensions, more);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The body, as {@code application/problem+json}; in a batch, an entry's {@code problem}. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("type", "urn:waymark:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        extensions.forEach(json::put);
        if (!faults.isEmpty()) {
            JsonArray errors = new JsonArray();
            faults.forEach(fault ->
                    errors.add(new JsonObject().put("pointer", fault.pointer()).put("detail", fault.detail())));
            json.put("errors", errors);
        }
        return json;
    }
}
