package dev.waymark.gateway.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Looks for strings in bytes: as UTF-8, UTF-16 of both orders, hexadecimal of both cases, and base64 of both alphabets at
 * each of the three offsets that it may have in what was encoded.
 */
final class PlantedSearch {

    /** How many bytes the look-up by beginning uses. */
    private static final int HEAD = Integer.BYTES;

    private static final int BUCKETS = 1 << 20;

    private record Trace(String planted, Supplier<byte[]> bytes) {
        boolean isAt(byte[] all, int at) {
            byte[] own = bytes.get();
            int end = at + own.length;
            return end <= all.length && Arrays.equals(all, at, end, own, 0, own.length);
        }
    }

    private final Map<Integer, List<Trace>> byHead = new HashMap<>();
    private final BitSet buckets = new BitSet(BUCKETS);

    PlantedSearch(Set<String> planted) {
        for (String text : planted) {
            byte[] bytes = text.getBytes(UTF_8);
            add(text, bytes);
            add(text, text.getBytes(UTF_16LE));
            add(text, text.getBytes(UTF_16BE));
            add(text, HexFormat.of().formatHex(bytes).getBytes(ISO_8859_1));
            add(text, HexFormat.of().withUpperCase().formatHex(bytes).getBytes(ISO_8859_1));
            for (int offset = 0; offset < 3; offset++) {
                add(text, base64(Base64.getEncoder(), bytes, offset));
                add(text, base64(Base64.getUrlEncoder(), bytes, offset));
            }
        }
    }

    private void add(String planted, byte[] bytes) {
        int head = ByteBuffer.wrap(bytes).getInt();
        buckets.set(bucket(head));
        byHead.computeIfAbsent(head, some -> new ArrayList<>()).add(new Trace(planted, () -> bytes));
    }

    /** Only the digits that depend on nothing around. */
    static byte[] base64(Base64.Encoder encoder, byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        int whole = shifted.length * Byte.SIZE / 6;
        int shared = (offset * Byte.SIZE + 5) / 6;
        return Arrays.copyOfRange(encoder.encode(shifted), shared, whole);
    }

    /** Which of them stand there. */
    Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        ByteBuffer heads = ByteBuffer.wrap(bytes);
        for (int at = 0; at + HEAD <= bytes.length; at++) {
            int head = heads.getInt(at);
            if (buckets.get(bucket(head))) {
                for (Trace trace : byHead.getOrDefault(head, List.of())) {
                    if (trace.isAt(bytes, at)) {
                        found.add(trace.planted());
                    }
                }
            }
        }
        return found;
    }

    Set<String> in(String text) {
        return in(text.getBytes(UTF_8));
    }

    private static int bucket(int head) {
        return (head * 0x9E3779B1) >>> 12;
    }
}
