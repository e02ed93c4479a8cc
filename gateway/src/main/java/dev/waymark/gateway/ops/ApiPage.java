package dev.waymark.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The API as a plain page: each operation with its parameters, body, answers and examples, by tag. */
final class ApiPage {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete");

    private final JsonNode document;
    private final StringBuilder contents = new StringBuilder();
    private final StringBuilder body = new StringBuilder();

    private ApiPage(JsonNode document) {
        this.document = document;
    }

    static String of(String openApi) {
        try {
            return new ApiPage(new YAMLMapper().readTree(openApi)).page();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String page() {
        body.append("<h1>API</h1>\n<p>%s</p>\n"
                .formatted(HtmlPage.prose(document.at("/info/description").asText())));
        document.path("tags").forEach(this::section);
        schemas();
        return HtmlPage.of("Waymark API", contents.toString(), body.toString());
    }

    private void section(JsonNode tag) {
        String name = tag.path("name").asText();
        heading(2, "tag-" + name.toLowerCase(Locale.ROOT).replace(' ', '-'), name);
        body.append(
                "<p>%s</p>\n".formatted(HtmlPage.prose(tag.path("description").asText())));
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.forEach(method -> {
                    JsonNode operation = path.getValue().path(method);
                    if (operation.at("/tags/0").asText().equals(name)) {
                        operation(method, path.getKey(), path.getValue(), operation);
                    }
                }));
    }

    private void operation(String method, String path, JsonNode shared, JsonNode operation) {
        String verb = method.toUpperCase(Locale.ROOT);
        heading(3, operation.path("operationId").asText(), verb + " " + path);
        paragraph(operation.path("summary"));
        paragraph(operation.path("description"));
        body.append("<p class=\"who\">%s</p>\n".formatted(HtmlPage.escape(who(operation))));
        List<JsonNode> parameters = new ArrayList<>();
        shared.path("parameters").forEach(parameters::add);
        operation.path("parameters").forEach(parameters::add);
        if (!parameters.isEmpty()) {
            body.append("<table><tr><th>parameter</th><th>in</th><th>shape</th><th></th></tr>\n");
            parameters.forEach(this::parameter);
            body.append("</table>\n");
        }
        content("Body", resolve(operation.path("requestBody")).path("content"));
        body.append("<dl>\n");
        operation.path("responses").properties().forEach(answer -> answer(answer.getKey(), resolve(answer.getValue())));
        body.append("</dl>\n");
    }

    private static String who(JsonNode operation) {
        List<String> ways = new ArrayList<>();
        operation.path("security").forEach(way -> {
            List<String> names = new ArrayList<>();
            way.fieldNames().forEachRemaining(names::add);
            ways.add(names.isEmpty() ? "anybody" : String.join(" and ", names));
        });
        return "Who: " + (ways.isEmpty() ? "anybody" : String.join(", or ", ways));
    }

    private void parameter(JsonNode given) {
        JsonNode parameter = resolve(given);
        body.append("<tr><td><code>%s</code></td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        HtmlPage.escape(parameter.path("name").asText()),
                        HtmlPage.escape(parameter.path("in").asText()),
                        SchemaText.html(parameter.path("schema")),
                        HtmlPage.prose(parameter.path("description").asText(""))));
    }

    private void answer(String status, JsonNode answer) {
        body.append("<dt>%s</dt><dd>%s\n"
                .formatted(
                        HtmlPage.escape(status),
                        HtmlPage.prose(answer.path("description").asText())));
        content("", answer.path("content"));
        body.append("</dd>\n");
    }

    private void content(String label, JsonNode content) {
        content.properties().forEach(type -> {
            JsonNode schema = type.getValue().path("schema");
            body.append("<p>%s <code>%s</code> %s</p>\n"
                    .formatted(label, HtmlPage.escape(type.getKey()), SchemaText.html(schema)));
            example(type.getValue().path("example"));
            type.getValue().path("examples").forEach(one -> example(one.path("value")));
        });
    }

    private void example(JsonNode example) {
        if (!example.isMissingNode()) {
            body.append("<pre><code>%s</code></pre>\n".formatted(HtmlPage.escape(example.toPrettyString())));
        }
    }

    private void schemas() {
        heading(2, "schemas", "Schemas");
        document.at("/components/schemas").properties().forEach(schema -> {
            heading(3, "schema-" + schema.getKey(), schema.getKey());
            body.append(SchemaText.table(schema.getValue()));
        });
    }

    private void paragraph(JsonNode text) {
        if (text.isTextual()) {
            body.append("<p>%s</p>\n".formatted(HtmlPage.prose(text.asText())));
        }
    }

    private void heading(int level, String id, String text) {
        contents.append("<li class=\"level-%d\"><a href=\"#%s\">%s</a></li>\n"
                .formatted(level, HtmlPage.escape(id), HtmlPage.escape(text)));
        body.append("<h%d id=\"%s\">%s</h%d>\n".formatted(level, HtmlPage.escape(id), HtmlPage.escape(text), level));
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
