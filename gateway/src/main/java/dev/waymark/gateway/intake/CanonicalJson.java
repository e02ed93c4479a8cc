package dev.waymark.gateway.intake;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.TreeMap;

/**
 * One form for all spellings of a JSON value: members sorted by name, numbers by value, no white space. Two values are
 * equal where their forms are. Stateless.
 */
final class CanonicalJson {

    private static final JsonStringEncoder STRINGS = JsonStringEncoder.getInstance();

    private CanonicalJson() {}

    static Buffer of(JsonNode value) {
        StringBuilder form = new StringBuilder(512);
        write(value, form);
        return Buffer.buffer(form.toString());
    }

    private static void write(JsonNode value, StringBuilder form) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, form);
            case ARRAY -> array(value, form);
            case STRING -> text(value.textValue(), form);
            case NUMBER -> form.append(number(value.decimalValue()));
            case BOOLEAN -> form.append(value.booleanValue());
            default -> form.append("null");
        }
    }

    private static void object(JsonNode object, StringBuilder form) {
        TreeMap<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        char before = '{';
        for (var member : members.entrySet()) {
            form.append(before);
            text(member.getKey(), form);
            form.append(':');
            write(member.getValue(), form);
            before = ',';
        }
        form.append(members.isEmpty() ? "{}" : "}");
    }

    private static void array(JsonNode array, StringBuilder form) {
        form.append('[');
        for (Iterator<JsonNode> items = array.elements(); items.hasNext(); ) {
            write(items.next(), form);
            form.append(items.hasNext() ? "," : "");
        }
        form.append(']');
    }

    private static void text(String text, StringBuilder form) {
        form.append('"').append(STRINGS.quoteAsString(text)).append('"');
    }

    /** Never the plain form, in which a few characters may stand for millions of digits. */
    private static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }
}
