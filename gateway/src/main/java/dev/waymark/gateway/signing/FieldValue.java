package dev.waymark.gateway.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;

/** How a field's lines become one value of the signature base (RFC 9421, section 2.1). */
final class FieldValue {

    /** The structured type of a field (RFC 8941); {@code sf} can be honoured only where it is known. */
    enum StructuredType {
        DICTIONARY,
        LIST,
        ITEM
    }

    static final Map<String, StructuredType> KNOWN = Map.ofEntries(
            Map.entry("accept-signature", StructuredType.DICTIONARY),
            Map.entry("content-digest", StructuredType.DICTIONARY),
            Map.entry("repr-digest", StructuredType.DICTIONARY),
            Map.entry("want-content-digest", StructuredType.DICTIONARY),
            Map.entry("want-repr-digest", StructuredType.DICTIONARY),
            Map.entry("signature", StructuredType.DICTIONARY),
            Map.entry("signature-input", StructuredType.DICTIONARY),
            Map.entry("priority", StructuredType.DICTIONARY),
            Map.entry("accept-ch", StructuredType.LIST),
            Map.entry("cache-status", StructuredType.LIST),
            Map.entry("proxy-status", StructuredType.LIST),
            Map.entry("client-cert-chain", StructuredType.LIST),
            Map.entry("client-cert", StructuredType.ITEM));

    private FieldValue() {}

    /** Empty where the message has no such value: the field is absent, is not what its parameters ask, or is not ASCII. */
    static Optional<String> of(ComponentId component, List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (component.has("bs")) {
            return Optional.of(binary(lines));
        }
        try {
            if (component.has("key")) {
                return member(lines, component.text("key"));
            }
            if (component.has("sf")) {
                return Optional.of(strict(typeOf(component), lines));
            }
        } catch (ParseException notStructured) {
            return Optional.empty();
        }
        String value = lines.stream().map(FieldValue::trimmed).collect(Collectors.joining(", "));
        return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f)) ? Optional.of(value) : Optional.empty();
    }

    static String strict(StructuredType type, List<String> lines) {
        Parser parser = new Parser(lines);
        return switch (type) {
            case DICTIONARY -> parser.parseDictionary().serialize();
            case LIST -> parser.parseList().serialize();
            case ITEM -> parser.parseItem().serialize();
        };
    }

    private static StructuredType typeOf(ComponentId component) {
        StructuredType type = KNOWN.get(component.name());
        if (type == null) {
            throw new SignatureMalformed(component.serialized() + ": the gateway does not know this field's structure; "
                    + "cover it without sf");
        }
        return type;
    }

    private static Optional<String> member(List<String> lines, String key) {
        ListElement<?> member = new Parser(lines).parseDictionary().get().get(key);
        return Optional.ofNullable(member).map(ListElement::serialize);
    }

    private static String binary(List<String> lines) {
        return lines.stream()
                .map(line -> ByteSequenceItem.valueOf(trimmed(line).getBytes(ISO_8859_1))
                        .serialize())
                .collect(Collectors.joining(", "));
    }

    /** Without white space around it, and a folded line (obs-fold) made one; in time linear in its length. */
    private static String trimmed(String line) {
        return stripped(line.indexOf('\n') < 0 ? line : unfolded(line));
    }

    private static String unfolded(String line) {
        String[] parts = line.split("\n", -1);
        StringBuilder whole = new StringBuilder(line.length()).append(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            if (startOfText(parts[i]) == 0) {
                whole.append('\n').append(parts[i]);
                continue;
            }
            int end = whole.length();
            boolean carriageReturn = end > 0 && whole.charAt(end - 1) == '\r';
            whole.setLength(endOfText(whole, carriageReturn ? end - 1 : end));
            whole.append(' ').append(parts[i], startOfText(parts[i]), parts[i].length());
        }
        return whole.toString();
    }

    private static String stripped(String line) {
        int start = startOfText(line);
        return line.substring(start, Math.max(start, endOfText(line, line.length())));
    }

    private static int startOfText(CharSequence text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static int endOfText(CharSequence text, int end) {
        int last = end;
        while (last > 0 && isBlank(text.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
