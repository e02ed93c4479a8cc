package dev.waymark.gateway.signing;

import org.greenbytes.http.sfv.ByteSequenceItem;

/** The bytes of a structured field's byte sequence. */
final class Bytes {

    private Bytes() {}

    static byte[] of(ByteSequenceItem item) {
        byte[] bytes = new byte[item.get().remaining()];
        item.get().duplicate().get(bytes);
        return bytes;
    }
}
