package dev.waymark.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8 (RFC 3629): what is not is refused at its place, never replaced. */
final class Utf8 {

    private Utf8() {}

    static String decode(Buffer body) {
        ByteBuffer bytes = ByteBuffer.wrap(body.getBytes());
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        boolean whole = decode(bytes, text);
        text.flip();
        if (!whole) {
            throw notUtf8(text.toString());
        }
        return text.toString();
    }

    /** How many of these come before the first that is no part of a character; all of them where there is none. */
    static int goodBytes(ByteBuffer bytes) {
        ByteBuffer read = bytes.duplicate();
        decode(read, CharBuffer.allocate(read.remaining()));
        return read.position();
    }

    private static boolean decode(ByteBuffer bytes, CharBuffer into) {
        return !StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, into, true)
                .isError();
    }

    /** {@code before} is what was read of the body up to there. */
    static Problem notUtf8(String before) {
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        long column = before.length() - (before.lastIndexOf('\n') + 1) + 1L;
        return StrictJson.malformed("this is not UTF-8", line, column);
    }
}
