package dev.waymark.gateway.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Single query parameters as components (RFC 9421, section 2.2.8; the WHATWG URL standard's form encoding). */
final class QueryParameters {

    private static final String UNESCAPED = "*-._";

    private QueryParameters() {}

    /** The value, encoded anew, of the parameter whose name encodes to {@code encodedName}; empty unless exactly one has it. */
    static Optional<String> value(String query, String encodedName) {
        List<String> values = Stream.of(query.split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .filter(pair -> encode(decode(name(pair))).equals(encodedName))
                .map(pair -> encode(decode(rest(pair))))
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static String name(String pair) {
        int mark = pair.indexOf('=');
        return mark < 0 ? pair : pair.substring(0, mark);
    }

    private static String rest(String pair) {
        int mark = pair.indexOf('=');
        return mark < 0 ? "" : pair.substring(mark + 1);
    }

    private static String decode(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(in[i] == '+' ? ' ' : in[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (plain || UNESCAPED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(String.format("%02X", b));
            }
        }
        return out.toString();
    }
}
