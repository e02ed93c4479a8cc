package dev.waymark.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A schema in a few words. */
final class SchemaText {

    private SchemaText() {}

    /** One line of HTML, schemas of their own as links. */
    static String html(JsonNode schema) {
        if (schema.has("$ref")) {
            String reference = schema.path("$ref").asText();
            String name = HtmlPage.escape(reference.substring(reference.lastIndexOf('/') + 1));
            return "<a href=\"#schema-%s\">%s</a>".formatted(name, name);
        }
        if (schema.has("oneOf")) {
            List<String> either = new ArrayList<>();
            schema.path("oneOf").forEach(one -> either.add(html(one)));
            return String.join(" or ", either);
        }
        if (schema.has("items")) {
            return "array of " + html(schema.path("items")) + bounds(schema);
        }
        return HtmlPage.escape(words(schema)) + bounds(schema);
    }

    private static String words(JsonNode schema) {
        if (schema.has("const")) {
            return schema.path("const").asText();
        }
        JsonNode named = schema.has("enum") ? schema.path("enum") : schema.path("type");
        List<String> words = new ArrayList<>();
        if (named.isArray()) {
            named.forEach(word -> words.add(word.asText()));
        } else {
            words.add(named.asText());
        }
        String text = String.join(" | ", words);
        return schema.has("format") ? text + " (" + schema.path("format").asText() + ")" : text;
    }

    private static String bounds(JsonNode schema) {
        StringBuilder text = new StringBuilder();
        List.of("pattern", "default", "minimum", "maximum", "minItems", "maxItems", "maxLength")
                .forEach(bound -> {
                    if (schema.has(bound)) {
                        text.append(", %s <code>%s</code>"
                                .formatted(
                                        bound,
                                        HtmlPage.escape(schema.path(bound).asText())));
                    }
                });
        return text.toString();
    }

    /** The members of an object, or the line alone. */
    static String table(JsonNode schema) {
        String about = schema.has("description")
                ? "<p>%s</p>\n"
                        .formatted(HtmlPage.prose(schema.path("description").asText()))
                : "";
        if (!schema.has("properties")) {
            return about + "<p>" + html(schema) + "</p>\n";
        }
        return about + "<table><tr><th>member</th><th></th><th>shape</th><th></th></tr>\n" + rows("", schema)
                + "</table>\n";
    }

    private static String rows(String prefix, JsonNode schema) {
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        StringBuilder rows = new StringBuilder();
        schema.path("properties").properties().forEach(member -> {
            JsonNode shape = member.getValue();
            rows.append("<tr><td><code>%s</code></td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            HtmlPage.escape(prefix + member.getKey()),
                            required.contains(member.getKey()) ? "required" : "",
                            html(shape),
                            HtmlPage.prose(shape.path("description").asText(""))));
            rows.append(rows(prefix + member.getKey() + ".", shape));
            rows.append(rows(prefix + member.getKey() + "[].", shape.path("items")));
        });
        return rows.toString();
    }
}
