package dev.waymark.gateway.jose;

import dev.waymark.gateway.jose.JoseRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The dots and the base64url of compact tokens: no padding, no white space, no bits left over. */
final class Compact {

    /** A body of 1 MiB, encrypted and signed, is 1.9 million characters. */
    static final int MAX_CHARS = 2 * 1024 * 1024;

    private Compact() {}

    static List<String> parts(String token, int howMany) {
        if (token.length() > MAX_CHARS) {
            throw new JoseRefused(Reason.MALFORMED, "longer than " + MAX_CHARS + " characters");
        }
        List<String> parts = new ArrayList<>(howMany);
        int from = 0;
        for (int dot = token.indexOf('.'); dot >= 0 && parts.size() < howMany; dot = token.indexOf('.', from)) {
            parts.add(token.substring(from, dot));
            from = dot + 1;
        }
        parts.add(token.substring(from));
        if (parts.size() != howMany) {
            throw new JoseRefused(Reason.MALFORMED, "a compact token of " + howMany + " parts is expected");
        }
        return parts;
    }

    /** What stands before the first dot. Cheap, whatever follows it. */
    static String first(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            throw new JoseRefused(Reason.MALFORMED, "a compact token has dots in it");
        }
        return token.substring(0, dot);
    }

    static byte[] decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (part.equals(encode(bytes))) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw new JoseRefused(Reason.MALFORMED, "a part is not base64url without padding");
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
