package dev.waymark.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Reads JSON as the wire contract wants it: UTF-8, one value, no member named twice, at most {@value #MAX_DEPTH} levels.
 * Numbers keep every digit. Stateless.
 *
 * <p>Not JSON, or more than JSON: {@code 400 body-malformed}, with line and column and nothing of the content.
 */
public final class StrictJson {

    /** Arrays and objects within each other. The deepest body of the contract has six. */
    public static final int MAX_DEPTH = 32;

    /** Longer numbers serve nothing but to keep a processor busy. */
    private static final int MAX_NUMBER_LENGTH = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .build())
            .build();

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StrictJson() {}

    /** The whole value, its texts checked: {@code 422} where one holds U+0000 or a lone surrogate, with its pointer. */
    public static JsonNode parse(Buffer body) {
        JsonNode tree = tree(body);
        List<Problem.Fault> faults = Texts.faults(tree, "");
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return tree;
    }

    /** The whole value; its texts are checked later, by {@link Fields}, once it is known who may write them. */
    public static JsonNode tree(Buffer body) {
        try (JsonParser parser = FACTORY.createParser(Utf8.decode(body))) {
            parser.nextToken();
            JsonNode tree = value(parser, 0);
            if (parser.nextToken() != null) {
                throw malformed("one JSON value and nothing after it is expected", parser.currentTokenLocation());
            }
            return tree;
        } catch (JsonProcessingException notJson) {
            throw malformed("this is not JSON", notJson.getLocation());
        } catch (IOException unseen) {
            throw new UncheckedIOException(unseen);
        }
    }

    static Problem malformed(String what, long line, long column) {
        return Problem.of(
                400, "body-malformed", "The body cannot be read", what + " (line " + line + ", column " + column + ")");
    }

    private static Problem malformed(String what, @org.jspecify.annotations.Nullable JsonLocation at) {
        return at == null ? malformed(what, 1, 1) : malformed(what, at.getLineNr(), at.getColumnNr());
    }

    private static JsonNode value(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw malformed("there is no JSON value", parser.currentLocation());
        }
        return switch (token) {
            case START_OBJECT -> object(parser, deeper(parser, depth));
            case START_ARRAY -> array(parser, deeper(parser, depth));
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw malformed("this is not JSON", parser.currentTokenLocation());
        };
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private static int deeper(JsonParser parser, int depth) throws IOException {
        if (depth == MAX_DEPTH) {
            throw malformed("more than " + MAX_DEPTH + " levels", parser.currentTokenLocation());
        }
        return depth + 1;
    }

    private static ObjectNode object(JsonParser parser, int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.has(name)) {
                throw malformed("a member is named twice", parser.currentTokenLocation());
            }
            parser.nextToken();
            object.set(name, value(parser, depth));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, depth));
        }
        return array;
    }
}
