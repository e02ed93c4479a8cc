package dev.waymark.gateway.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A form as a page without JavaScript sends it ({@code application/x-www-form-urlencoded}, UTF-8, strictly). */
public final class Form {

    private static final int MAX_FIELDS = 100;

    /** Signs that write one byte: {@code %C3}. */
    private static final int ESCAPE = 3;

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** The form of this request; {@code 415} for another media type, {@code 400} where it cannot be read. */
    public static Form of(RoutingContext context) {
        MediaType.require(context, "application/x-www-form-urlencoded");
        String text = Utf8.decode(Bodies.of(context));
        try {
            requireUtf8(text);
            return new Form(new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MAX_FIELDS, true).parameters());
        } catch (IllegalArgumentException badEscape) {
            throw StrictJson.malformed("this is no form", 1, 1);
        }
    }

    /** The decoder puts U+FFFD for what is no UTF-8, as if that had been written. Bytes of one character stand in a row. */
    private static void requireUtf8(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        int end = 0;
        for (int start = text.indexOf('%'); start >= 0; start = text.indexOf('%', end)) {
            bytes.clear();
            for (end = start; end < text.length() && text.charAt(end) == '%'; end += ESCAPE) {
                bytes.put((byte) HexFormat.fromHexDigits(text, end + 1, Math.min(end + ESCAPE, text.length())));
            }
            int good = Utf8.goodBytes(bytes.flip());
            if (good < bytes.limit()) {
                throw Utf8.notUtf8(text.substring(0, start + good * ESCAPE));
            }
        }
    }

    /** The first value under that name. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).map(values -> values.get(0));
    }

    /** Every field with its values, in the order in which they came. */
    public Map<String, List<String>> all() {
        return Collections.unmodifiableMap(fields);
    }
}
