package dev.waymark.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8 (RFC 3629): what is not is refused at its place, never replaced. */
final class Utf8 {

    private Utf8() {}

    static String decode(Buffer body) {
        ByteBuffer bytes = ByteBuffer.wrap(body.getBytes());
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            throw notUtf8(text);
        }
        return text.toString();
    }

    private static Problem notUtf8(CharBuffer before) {
        String read = before.toString();
        long line = read.chars().filter(c -> c == '\n').count() + 1;
        long column = read.length() - (read.lastIndexOf('\n') + 1) + 1L;
        return StrictJson.malformed("this is not UTF-8", line, column);
    }
}
